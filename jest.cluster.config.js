const { transform, modulePathIgnorePatterns } = require('./jest.config.js');

// The tests that need a real API server; see test/cluster/README.md.
/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/cluster/**/*.test.ts'],
  modulePathIgnorePatterns,
  transform,
  globalSetup: '<rootDir>/test/cluster/setup.ts',
  globalTeardown: '<rootDir>/test/cluster/teardown.ts',
  reporters: ['default', '<rootDir>/test/cluster/outcome-reporter.js'],
  testTimeout: 60_000,
  // Each test by its name, above all those that have not run.
  verbose: true,
};
