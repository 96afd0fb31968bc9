import {execFile} from 'node:child_process';
import {promisify} from 'node:util';

/** Everything a real server stores that contains a text, in any column: edits and deleted posts included. */
export interface StoredPosts {
    /** @returns ids of the posts */
    holding(text: string): Promise<string[]>;
    /** Where it looks, for the name of a test. */
    readonly place: string;
}

export const postsInDatabase = (databaseUrl: string): StoredPosts => ({
    place: "the server's database",
    holding: async (text) => {
        const query = "select id from posts p where position(:'wanted' in row_to_json(p)::text) > 0";
        const psql = promisify(execFile)('psql', [
            databaseUrl,
            '-X',
            '-A',
            '-t',
            '-v',
            'ON_ERROR_STOP=1',
            '-v',
            `wanted=${text}`,
        ]);
        psql.child.stdin?.end(query);
        return (await psql).stdout.split('\n').filter((line) => line !== '');
    },
});

/** For servers whose database is not accessible: finds deleted posts as well, but nothing that clients never get. */
export const postsOverRest = (url: string, adminToken: string, channelId: string): StoredPosts => ({
    place: "the server's API (set MATTERMOST_DATABASE_URL to read its database)",
    holding: async (text) => {
        const path = `/api/v4/channels/${channelId}/posts?per_page=200&include_deleted=true`;
        const response = await fetch(`${url}${path}`, {headers: {Authorization: `Bearer ${adminToken}`}});
        if (!response.ok) {
            throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
        }
        const {posts} = (await response.json()) as {posts: Record<string, unknown>};
        return Object.entries(posts).flatMap(([id, post]) => (JSON.stringify(post).includes(text) ? [id] : []));
    },
});
