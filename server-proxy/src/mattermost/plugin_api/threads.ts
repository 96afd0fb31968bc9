import type {ThreadsPort} from '../../app/actions/threads_port';
import type {PluginApi} from '../../plugin_api/plugin_api';
import {numberOf, propsOf, stringOf, structOf} from '../../wire/go_values';
import {unlessMissing} from './unless_missing';

/** ThreadsPort over the plugin API, which checks no permissions: callers have to. */
export class RpcThreads implements ThreadsPort {
    constructor(private readonly api: PluginApi) {}

    async newestReply(rootId: string, userId: string): Promise<string | undefined> {
        const list = await unlessMissing(this.api.find('GetPostThread', rootId));
        const posts = list?.Posts instanceof Map ? [...list.Posts.values()].map(structOf) : [];
        const written = posts.filter(
            ({RootId, UserId, Type, Props}) =>
                stringOf(RootId) === rootId &&
                stringOf(UserId) === userId &&
                stringOf(Type) === '' &&
                propsOf(Props).from_webhook !== 'true',
        );
        const [newest] = written.toSorted((one, other) => numberOf(other.CreateAt) - numberOf(one.CreateAt));
        return newest && stringOf(newest.Message);
    }
}
