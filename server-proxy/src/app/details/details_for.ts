import {problemsBefore} from '../../domain/details/before';
import type {Part, ProblemDetails} from '../../domain/details/problem_details';
import {together} from '../../domain/details/together';
import {AppError} from '../../domain/errors';
import type {PanelEntry} from '../../domain/panel/panel_row';
import {says} from '../../domain/texts';
import type {WrittenEpisodes} from '../shift/episode_store';
import type {Facts, OtherObject} from './collect';

interface Seen {
    readonly key: string;
    readonly facts: Facts;
    /** When the problem began, if our record says so. */
    readonly since: number | undefined;
    /** Open problems that the person may see. */
    readonly entries: readonly PanelEntry[];
    /** Problems that are over, which the person may see. */
    readonly ended: Part<WrittenEpisodes>;
    /** Those of the objects that the person may see. */
    readonly visible: <T extends OtherObject>(others: readonly T[]) => Promise<readonly T[]>;
}

/** When the problem began: as our record says, or else openITCOCKPIT. Unix seconds on its clock. */
export const beganAt = (since: number | undefined, {object}: Pick<Facts, 'object'>): number | undefined =>
    since ?? ('value' in object ? object.value.status.stateSince?.earliest : undefined);

/** The details as one person may see them. */
export const detailsFor = async (subject: Seen): Promise<ProblemDetails> => {
    const {facts, since, visible} = subject;
    const seen = async <T extends OtherObject>(part: Part<readonly T[]>): Promise<Part<readonly T[]>> =>
        'missing' in part ? part : {value: await visible(part.value)};
    const {object, changes, notified, said, configuration, readAt} = facts;
    const others = mapped(facts.elsewhere, ({rows}) => rows);
    const [relatives, same] = await Promise.all([seen(facts.relatives), seen(others)]);
    return {
        readAt,
        now: mapped(object, ({status: {state, stateSince, checkedAt, output}}) => ({
            state,
            since: stateSince?.earliest,
            checked: checkedAt?.earliest,
            output,
        })),
        changes: mapped(changes, ({rows}) => rows),
        before: mapped(changes, ({rows, complete}) => ({...problemsBefore(rows), atLeast: !complete})),
        notified,
        said,
        relatives,
        elsewhere: mapped(same, (rows) => ({rows, complete: isComplete(facts.elsewhere)})),
        together: togetherOf(subject, beganAt(since, facts)),
        configuration,
    };
};

export const mapped = <T, U>(part: Part<T>, map: (value: T) => U): Part<U> =>
    'missing' in part ? part : {value: map(part.value)};

const isComplete = (part: Facts['elsewhere']): boolean => 'missing' in part || part.value.complete;

/** What is still open comes first. What has ended this very moment may be among both. */
const togetherOf = ({key, entries, ended}: Seen, since: number | undefined): ProblemDetails['together'] => {
    if (since === undefined) {
        return {
            missing: new AppError(
                'openitcockpit_bad_answer',
                says(({details}) => details.beginUnknown),
            ),
        };
    }
    const open = entries.map((entry) => ({...entry.row, key: entry.key}));
    const {episodes, isWhole} = 'value' in ended ? ended.value : {episodes: [], isWhole: undefined};
    const shown = new Set(open.map((row) => `${row.key} ${row.since}`));
    const over = episodes
        .filter((episode) => !shown.has(`${episode.key} ${episode.opened}`))
        .map((episode) => ({...episode, since: episode.opened}));
    const rows = [...together({key, since}, open), ...together({key, since}, over)];
    return {value: {rows, ended: isWhole === undefined ? 'unread' : isWhole ? 'whole' : 'partly'}};
};
