export { PalisadeValidation, type PalisadeValidationProps } from './cli/validation';
export * from './constructs';
