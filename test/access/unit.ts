/**
 * The words of the command lines of a unit, as systemd.service(5) says: lines that end in a backslash go on, quotes hold words together,
 * `$$` and `%%` stand for one sign. `${NAME}` is what the environment says.
 */
export function commandOf(unit: string, key: string, environment: Readonly<Record<string, string>>): readonly string[] {
  const line = unit
    .replaceAll('\\\n', ' ')
    .split('\n')
    .find((each) => each.startsWith(`${key}=`));
  if (line === undefined) throw new Error(`the unit has no ${key}`);
  return [...line.slice(key.length + 1).matchAll(/"([^"\\]*)"|([^\s"\\]+)/g)].map(([, quoted, plain]) =>
    (quoted ?? plain ?? '').replaceAll('%%', '%').replace(/\$\$|\$\{(\w+)\}|\$./g, (found, name: string | undefined) => {
      if (found === '$$') return '$';
      const value = name === undefined ? undefined : environment[name];
      if (value === undefined) throw new Error(`the unit says ${found}, which systemd would read as a variable`);
      return value;
    }),
  );
}
