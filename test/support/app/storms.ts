import {randomUUID} from 'node:crypto';
import type {AcknowledgeCommand} from '../../../server-proxy/src/app/actions/command_port';
import type {ObjectStatus, StatusReading} from '../../../server-proxy/src/app/catch_up/readings_port';
import type {StormStore} from '../../../server-proxy/src/app/storms/storm_store';
import type {TargetIds} from '../../../server-proxy/src/domain/alert/alert';
import {alertKey} from '../../../server-proxy/src/domain/alert/alert_key';
import {momentAt} from '../../../server-proxy/src/domain/alert/moment';
import type {PostContent} from '../../../server-proxy/src/domain/post/alert_post';
import {NO_STORMS, type Storms} from '../../../server-proxy/src/domain/storm/storm';
import {FakeMonitoring} from './fakes';
import type {AppHarness} from './harness';
import {problem} from './problem';

/** openITCOCKPIT with many objects, of which it shows at once that they are acknowledged. */
export class ManyObjects extends FakeMonitoring {
    private readonly acknowledged = new Map<string, AcknowledgeCommand>();

    override async acknowledge(command: AcknowledgeCommand): Promise<void> {
        this.commands.push(command);
        this.acknowledged.set(alertKey(command.target), command);
    }

    override async readStatus(target?: TargetIds): Promise<ObjectStatus> {
        const status = await super.readStatus();
        const given = target && this.acknowledged.get(alertKey(target));
        if (!given) {
            return status;
        }
        const {author, comment, sticky} = given;
        const at = momentAt(Math.floor(this.now() / 1000));
        return {...status, acknowledged: true, acknowledgement: {author, comment, sticky, at}};
    }

    override async readStatuses(targets: readonly TargetIds[]): Promise<ReadonlyMap<string, StatusReading>> {
        const read = async (target: TargetIds) => [alertKey(target), await this.readStatus(target)] as const;
        return new Map(await Promise.all(targets.map(read)));
    }
}

/** Storms in memory, which several applications may share. */
export class MemoryStorms implements StormStore {
    state: Storms = NO_STORMS;

    read(): Promise<Storms> {
        return Promise.resolve(this.state);
    }

    async update(change: (current: Storms) => Storms): Promise<Storms> {
        this.state = change(this.state);
        return this.state;
    }
}

/** Problems of as many services, several on a host. */
export const manyProblems = (
    count: number,
    onHost = 5,
    more: Record<string, unknown> = {},
): Record<string, unknown>[] => {
    let hostuuid = '';
    return Array.from({length: count}, (_, at) => {
        hostuuid = at % onHost === 0 ? randomUUID() : hostuuid;
        const number = String(Math.floor(at / onHost)).padStart(3, '0');
        return problem({
            hostuuid,
            serviceuuid: randomUUID(),
            hostname: `web${number}`,
            servicename: `Check ${at}`,
            problemid: `p${at}`,
            state: String(1 + (at % 3)),
            ...more,
        });
    });
};

export const recovered = (fields: Record<string, unknown>): Record<string, unknown> => ({
    ...fields,
    notificationtype: 'RECOVERY',
    state: '0',
    output: 'fine again',
});

interface Attachment {
    readonly text?: string;
    readonly title?: string;
    readonly color?: string;
    readonly fields?: readonly {readonly title: string; readonly value: string}[];
    readonly actions?: readonly {
        readonly id: string;
        readonly name: string;
        readonly integration: {readonly context: {readonly token: string}};
    }[];
}

export const attachmentsOf = ({props}: Pick<PostContent, 'props'>): readonly Attachment[] =>
    (props.attachments ?? []) as readonly Attachment[];

export const isStormPost = (post: Pick<PostContent, 'type' | 'message'>): boolean =>
    post.type === '' && /[Ss]torm|Störungswelle/u.test(post.message);

export const stormPosts = ({chat}: Pick<AppHarness, 'chat'>) => [...chat.posts.values()].filter(isStormPost);

/** The text of one field of a storm's post. */
export const fieldOf = (post: Pick<PostContent, 'props'>, title: string): string =>
    attachmentsOf(post)[0]?.fields?.find((field) => field.title.startsWith(title))?.value ?? '';

export const buttonOf = (post: Pick<PostContent, 'props'>, id: string) =>
    attachmentsOf(post)
        .flatMap(({actions = []}) => actions)
        .find((action) => action.id === id);
