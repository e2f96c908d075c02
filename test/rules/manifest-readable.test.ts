import { manifestReadable } from '../../rules/manifest-readable';
import { judges, object } from './given';

const pod = object('v1', 'Pod', 'cart');
const unreadable = (...messages: readonly string[]) => ({
  unreadable: messages.map((message) => ({ manifest: { object: pod, source: '0' }, pointer: '', message })),
});

judges(manifestReadable, {
  accepts: [
    ['what could be read', pod, unreadable()],
    ['nothing at all', []],
  ],
  refuses: [
    // What cannot be read is no object: its absence is another text, which test/analysis/documents.test.ts judges.
    {
      what: 'what could not be read',
      given: [],
      facts: unreadable('this is not YAML'),
      finds: [['', 'this is not YAML']],
      absent: 'itself',
    },
    {
      what: 'each of it',
      given: [],
      facts: unreadable('one', 'two'),
      finds: [
        ['', 'one'],
        ['', 'two'],
      ],
      absent: 'itself',
    },
  ],
});
