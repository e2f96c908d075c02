// Built with the requirements of test/cluster/modules: see ../node-config.ts.
module node-config

go 1.21
