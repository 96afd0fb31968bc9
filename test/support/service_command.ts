import type {SERVICE_ROUTE} from '#contract';

interface Call {
    readonly argv: readonly string[];
    readonly env: Readonly<Record<string, string>>;
    readonly stdout: {write(text: string): unknown};
    readonly stderr: {write(text: string): unknown};
}

/** Runs a command that asks the running service. @returns its exit code, and what it wrote to stdout and stderr */
export const outputOf = async (
    run: (call: Call) => Promise<number>,
    argv: readonly string[],
    env: Readonly<Record<string, string>> = {},
): Promise<{readonly code: number; readonly said: string; readonly complained: string}> => {
    let [said, complained] = ['', ''];
    const code = await run({
        argv,
        env,
        stdout: {write: (text) => (said += text)},
        stderr: {write: (text) => (complained += text)},
    });
    return {code, said, complained};
};

/** The same question without the command. */
export const askDirectly = (
    base: string,
    route: (typeof SERVICE_ROUTE)[keyof typeof SERVICE_ROUTE],
    token: string,
    body: unknown,
): Promise<Response> =>
    fetch(`${base}${route}`, {
        method: 'POST',
        headers: {'Content-Type': 'application/json', Authorization: `Bearer ${token}`},
        body: JSON.stringify(body),
    });
