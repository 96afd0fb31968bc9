import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {inRepository} from '../../../build/paths';
import {SDK_VERSIONS, type SdkVersion} from '../../../build/sdk_versions';

/** What a run of `npm run peers` found about one version. */
export interface PeerResult extends Pick<SdkVersion, 'mattermost' | 'sdk'> {
    /** How many checks there are; 0 if the host could not be built. */
    readonly checks: number;
    /** Names of those that failed, also when they were tried again alone. */
    readonly failed: readonly string[];
    /** Names of those that passed only alone: on a busy machine, a time-out of the SDK's own ends some too early. */
    readonly again: readonly string[];
    /** Why there is no host of that version. */
    readonly missing?: string;
}

const FILE = 'test/peer/results.json';

/** As they were written, the oldest version first. */
export const readResults = (): readonly PeerResult[] =>
    existsSync(inRepository(FILE))
        ? (JSON.parse(readFileSync(inRepository(FILE), 'utf8')) as readonly PeerResult[])
        : [];

/** Those of other versions stay. @returns all, the oldest version first */
export const writeResult = (result: PeerResult): readonly PeerResult[] => {
    const known = [result, ...readResults()];
    const all = SDK_VERSIONS.flatMap(({mattermost}) => known.find((one) => one.mattermost === mattermost) ?? []);
    writeFileSync(inRepository(FILE), `${JSON.stringify(all, null, 4)}\n`);
    console.log(`The results are in ${FILE}.`);
    return all;
};

/** Versions of which a whole server ran everything that test/real has for one, the newest first. The oldest is the oldest that takes the plugin. */
export const REAL_SERVERS: readonly (readonly [mattermost: string, server: string])[] = [
    ['11.6', 'a real 11.6.0'],
    ['11.1', 'a real 11.1.0 as it was a month before its release'],
];

/** Versions of which nothing could be run, the newest first, with the reason. */
const NOT_RUN: readonly (readonly [versions: string, reason: string])[] = [
    [
        '12.x',
        'prepared: the tests of the webapp part also run under React 19, which it brings; neither a server nor a plugin SDK was available',
    ],
    ['11.7 to 11.10', 'neither a server nor a plugin SDK was available'],
];

const outcomeOf = ({sdk, checks, failed, again}: PeerResult): string => {
    const passed = `${checks - failed.length} of ${checks} checks passed with plugin SDK ${sdk}`;
    const alone = again.length === 0 ? '' : `, ${again.length} of them only when tried again alone`;
    return failed.length === 0 ? `${passed}${alone}` : `${passed}${alone}; failed: ${failed.join('; ')}`;
};

const rowOf = ({mattermost, sdk}: SdkVersion, result: PeerResult | undefined): string => {
    const isRun = result !== undefined && result.missing === undefined;
    const outcome = isRun ? outcomeOf(result) : (result?.missing ?? `plugin SDK ${sdk} was not tried yet`);
    const [, server] = REAL_SERVERS.find(([version]) => version === mattermost) ?? [];
    return server
        ? `| ${mattermost} | real server | ${server}; ${outcome} |`
        : `| ${mattermost} | ${isRun ? '*protocol only*' : '*not run*'} | ${outcome} |`;
};

/** README's table, the newest version first. */
export const compatibilityTable = (results: readonly PeerResult[]): string[] => [
    '| Mattermost | Tested with | Result |',
    '| --- | --- | --- |',
    ...NOT_RUN.map(([versions, reason]) => `| ${versions} | *not run* | ${reason} |`),
    ...SDK_VERSIONS.map((version) =>
        rowOf(
            version,
            results.find((one) => one.mattermost === version.mattermost),
        ),
    ).reverse(),
];
