import fc from 'fast-check';

/** The same examples in each run, so that a red build is somebody's doing; PALISADE_TEST_SEED looks for others. */
fc.configureGlobal({ seed: Number(process.env.PALISADE_TEST_SEED ?? 20_300_101) });
