import type * as plus from 'cdk8s-plus-27';

/** cdk8s-plus-27, loaded when it is first needed: most apps do not, and it takes as long as everything else together. */
export function loadPlus(): typeof plus {
  return require('cdk8s-plus-27');
}
