const { transform, modulePathIgnorePatterns } = require('./jest.config.js');

// The tests that need a real browser: see docs/report.md.
/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/browser/**/*.test.ts'],
  modulePathIgnorePatterns,
  transform,
  testTimeout: 120_000,
  // Each test by its name, above all those that have not run.
  verbose: true,
};
