// Built against the modules of test/cluster/modules, with -modfile: see ../control-plane-config.ts.
module control-plane-config

go 1.21
