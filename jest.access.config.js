const { transform, modulePathIgnorePatterns } = require('./jest.config.js');

// The tests that run the programs on the way to the API server: nginx, nftables, kubectl, systemd; see docs/access-path.md.
/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/access/**/*.test.ts'],
  modulePathIgnorePatterns,
  transform,
  testTimeout: 120_000,
  // Each test by its name, above all those that have not run.
  verbose: true,
};
