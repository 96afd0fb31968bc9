import {expect, it, onTestFinished} from 'vitest';
import {startDemo} from '../support/demo/start_demo';
import {startMattermostDouble} from '../support/mattermost/double';
import {waitFor} from '../support/wait_for';

it('the demo on a real Mattermost: a service beside it posts with the token of a bot', async () => {
    const chat = await startMattermostDouble();
    const {id: channel} = chat.createChannel('alerts');
    const {userId, token: botToken} = chat.createBot('openitcockpit', {channels: [channel]});
    const said: string[] = [];
    const mattermost = {url: chat.url, botToken, channel};
    const demo = await startDemo({port: 0, double: {}, mattermost, said: (line) => void said.push(line)});
    onTestFinished(async () => {
        await demo.stop();
        await chat.stop();
    });
    expect(demo.page).toBeUndefined();
    demo.monitoring?.world.setState('db01', 1, 'CRITICAL - 192.0.2.12: rta nan, lost 100%');
    const post = await waitFor(() => chat.posts(channel).find(({user_id}) => user_id === userId));
    expect(post.message).toContain('db01');
    await demo.settled();
    expect(said).toEqual([]);
});
