import {type Call, isOver} from './call';
import {type AlertPost, type AlertRecord, isUnhandled} from './record';

/**
 * An acknowledgement, a downtime or the end of the problem cancels the calls to it. If it is nobody's again, those that were not
 * made wait their whole time once more.
 */
export const withCallsPaused = (record: AlertRecord): AlertRecord => {
    if (record.posts.every(({calls}) => calls === undefined || calls.every(isOver))) {
        return record;
    }
    const change = isUnhandled(record) ? (call: Call) => resumed(call, record.updatedAt) : paused;
    const posts = record.posts.map((post) => withCalls(post, change));
    return posts.every((post, at) => post === record.posts[at]) ? record : {...record, posts};
};

const withCalls = (post: AlertPost, change: (call: Call) => Call): AlertPost => {
    const calls = post.calls?.map(change);
    return calls === undefined || calls.every((call, at) => call === post.calls?.[at]) ? post : {...post, calls};
};

/** What was begun is in Mattermost, or on its way there. */
const paused = (call: Call): Call => {
    if (isOver(call) || call.begun || call.at === undefined) {
        return call;
    }
    const {at: _, ...rest} = call;
    return rest;
};

/** @param nowSeconds Unix seconds of the change */
const resumed = (call: Call, nowSeconds: number): Call =>
    isOver(call) || call.begun || call.at !== undefined || call.afterMinutes === undefined
        ? call
        : {...call, at: (nowSeconds + call.afterMinutes * 60) * 1000};
