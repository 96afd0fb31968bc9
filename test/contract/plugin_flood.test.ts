import {expect, it} from 'vitest';
import {NOTIFICATION_TOKEN, sendNotification} from '../support/loop/service';
import {PROBLEM, Scene} from '../support/plugin_host/scene';

/** More than the plugin answers at a time. */
const AT_ONCE = 1500;

it('answers a flood of new alerts, although each of their posts calls a hook of its own', {
    timeout: 120_000,
}, async () => {
    const scene = await Scene.start();
    const {world} = scene.monitoring;
    const services = Array.from({length: AT_ONCE}, (_, at) => world.addService('web01', {name: `Check ${at}`}));
    for (const service of services) {
        world.setState(service, 2, 'CRITICAL - lost');
    }
    const answers = await Promise.all(
        services.map(({uuid}) => sendNotification(scene.url, {...PROBLEM, serviceuuid: uuid}, NOTIFICATION_TOKEN)),
    );
    const statuses = answers.map(({status}) => status);
    expect(new Set(statuses)).toEqual(new Set([201, 503]));
    expect(statuses.filter((status) => status === 201).length).toBeGreaterThanOrEqual(1000);
    const refused = answers.find(({status}) => status === 503);
    expect(refused?.headers.get('retry-after')).toBe('1');
    expect(await refused?.json()).toMatchObject({error: {code: 'busy', message: expect.stringContaining('try again')}});
    expect((await scene.notify({...PROBLEM, output: 'CRITICAL - last'})).status).toBe(201);
});
