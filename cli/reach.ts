import { networkOf } from '../analysis/reachability/reachability';
import { reachCsv, reachJson } from '../report/reach/data';
import { reachDot, reachMermaid } from '../report/reach/graph';
import { type Reach, rowsOf } from '../report/reach/rows';
import { reachText } from '../report/reach/text';
import { argumentsOf, oneOf } from './arguments';
import { readConfig } from './config';
import { readFiles } from './files';
import type { Command } from './output';
import { answersTo, endOf, narrowed, portOf } from './reach-question';
import { packageVersion } from './version';

const FORMATS: Readonly<Record<string, (reach: Reach) => string>> = {
  text: reachText,
  json: (reach) => reachJson(reach, packageVersion()),
  csv: reachCsv,
  dot: reachDot,
  mermaid: reachMermaid,
};

const USAGE = `palisade reach PATH… [options]

Lists who can reach whom, on which ports, under the network policies in files and folders (or - for standard input).

  --from END        only paths from there; --to END: only paths to there. An END is
                      shop               every pod of a namespace
                      shop/cart          the pods of a workload
                      shop/?             a pod of the namespace that is not in the files, with any labels
                      service/shop/cart  the pods of a Service; --port is the Service's
                      10.0.0.0/8         an address or a block
                      internet, metadata, outside (pods of namespaces that are not in the files)
  --port PORT       only that port of the pods: 8080/TCP, 53/UDP; without a protocol, TCP
  --explain         names the policies and rules: for each path; with --from and --to, for and against
  --config FILE     default: palisade.yaml, if there is one here; its cni counts
  --format FORMAT   ${Object.keys(FORMATS).join(' | ')}; default: text

Exit code: 0 it is all told, 1 something could not be read, 2 it could not run.`;

/** `palisade reach`: who can reach whom. */
export const reach: Command = {
  summary: 'lists who can reach whom over the network, and why',
  usage: USAGE,

  async run(args, out) {
    const { values, positionals } = argumentsOf(args, {
      from: { type: 'string' },
      to: { type: 'string' },
      port: { type: 'string' },
      explain: { type: 'boolean' },
      config: { type: 'string' },
      format: { type: 'string' },
    } as const);
    const format = oneOf('--format', values.format ?? 'text', Object.keys(FORMATS));
    if (positionals.length === 0) throw new Error("nothing to look at: give files, folders, or '-' for standard input, such as 'dist'");
    const port = values.port === undefined ? undefined : portOf(values.port);
    const config = readConfig(values.config);
    const { manifests, unreadable } = readFiles(positionals, config.limits);
    const network = networkOf(manifests, { cni: config.cni });
    const from = values.from === undefined ? undefined : endOf('--from', values.from, network);
    const to = values.to === undefined ? undefined : endOf('--to', values.to, network);
    const isExplained = values.explain === true;
    const isQuestion = isExplained && from !== undefined && to !== undefined;
    const found: Reach = {
      rows: rowsOf(network, narrowed(network.paths(), { from, to, port })),
      answers: isQuestion ? answersTo(network, from, to, port) : [],
      assumptions: network.assumptions(),
      isExplained,
    };
    out.log(FORMATS[format]?.(found) ?? '');
    for (const { manifest, pointer, message } of unreadable) {
      const place = manifest.place?.(pointer);
      out.error(
        `${place === undefined ? manifest.source : `${place.file}:${place.line}`} cannot be read, and may change the answer: ${message}`,
      );
    }
    return unreadable.length > 0 ? 1 : 0;
  },
};
