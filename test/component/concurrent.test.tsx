import type {Post} from '@mattermost/types/posts';
import {act, configure, render, screen, waitFor, within} from '@testing-library/react';
import React, {type ComponentType, Suspense, startTransition, useEffect, useMemo, useState} from 'react';
import {version as domVersion} from 'react-dom';
import {IntlProvider} from 'react-intl';
import {Provider} from 'react-redux';
import {beforeAll, describe, expect, test} from 'vitest';
import {ALERT_POST_TYPE} from '#contract';
import type {PostTypeProps} from '../../webapp/src/types/registry';
import {alertPost, alertProps, BOT_ID, dialogEvent, POST_ID, USER_ID} from '../support/webapp/fixtures';
import {renderPlugin} from '../support/webapp/render_plugin';

const GENUINE = '/plugins/openitcockpit/api/v1/posts/genuine';
const OTHER_ID = 'q'.repeat(26);

test('the suites run under the React that their project names', () => {
    expect(React.version).toMatch(new RegExp(`^${process.env.REACT_MAJOR}\\.`));
    expect(domVersion).toBe(React.version);
});

const Counter = ({count}: {readonly count: () => void}) => {
    useMemo(count, [count]);
    return null;
};

// After the suites' own settings, which reset it.
beforeAll(() => configure({reactStrictMode: true}));

test('in strict mode the dialog stays open, and sends once', async () => {
    const {user, server, emit} = await renderPlugin();
    await user.click(screen.getByRole('button', {name: 'Acknowledge'}));
    emit('open_dialog', {dialog: dialogEvent()});
    await user.type(await screen.findByRole('textbox', {name: 'Comment'}), 'on it');
    await user.click(screen.getByRole('button', {name: 'Acknowledge now'}));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(server.requests.filter(({path}) => path.endsWith('/dialogs/submit'))).toHaveLength(1);
});

test('this suite runs in strict mode', () => {
    let renders = 0;
    render(
        <Counter
            count={() => {
                renders += 1;
            }}
        />,
    );
    expect(renders).toBe(2);
});

interface Gate {
    isOpen: boolean;
    readonly opened: Promise<void>;
    open: () => void;
}

const gate = (): Gate => {
    let resolve = (): void => undefined;
    const opened = new Promise<void>((done) => {
        resolve = done;
    });
    return {
        isOpen: false,
        opened,
        open() {
            this.isOpen = true;
            resolve();
        },
    };
};

const Sleeper = ({until}: {readonly until: Gate}) => {
    if (!until.isOpen) {
        throw until.opened;
    }
    return null;
};

interface PageProps {
    readonly AlertPost: ComponentType<PostTypeProps>;
    readonly until: Gate;
    readonly onReady: (goTo: (post: Post) => void) => void;
}

const Page = ({AlertPost, until, onReady}: PageProps) => {
    const [post, setPost] = useState(() => alertPost());
    useEffect(() => onReady(setPost), [onReady]);
    return (
        <section aria-label="transition">
            <Suspense fallback={<p>nothing yet</p>}>
                <AlertPost post={post} />
                {post.id === OTHER_ID && <Sleeper until={until} />}
            </Suspense>
        </section>
    );
};

/** A page that goes over to another post in a transition, which React prepares and holds back until it is let through. */
const pageInTransition = async () => {
    const plugin = await renderPlugin({post: alertPost({id: 'r'.repeat(26), alert: alertProps({output: 'beside'})})});
    const {host} = plugin;
    const until = gate();
    let goTo = (_post: Post): void => undefined;
    render(
        <Provider store={host.store}>
            <IntlProvider locale="en" messages={host.messagesFor('en')}>
                <Page
                    AlertPost={host.postTypes.get(ALERT_POST_TYPE) as ComponentType<PostTypeProps>}
                    until={until}
                    onReady={(ready) => {
                        goTo = ready;
                    }}
                />
            </IntlProvider>
        </Provider>,
    );
    act(() => startTransition(() => goTo(alertPost({id: OTHER_ID, user_id: USER_ID, message: 'of somebody else'}))));
    return {
        ...plugin,
        page: within(screen.getByRole('region', {name: 'transition'})),
        letThrough: () =>
            act(async () => {
                until.open();
                await until.opened;
            }),
    };
};

describe('a render that React prepares and does not show', () => {
    test('asks for nothing and changes nothing; it asks once when it is shown', async () => {
        const {server, page, letThrough, host} = await pageInTransition();
        const before = host.store.getState();
        expect(page.getByRole('group', {name: 'CRITICAL: Ping on web01'})).toBeVisible();
        expect(page.queryByText('nothing yet')).toBeNull();
        expect(host.store.getState()).toBe(before);
        server.answer(GENUINE, {body: {bot_id: BOT_ID, genuine: []}});
        await letThrough();
        expect(await page.findByText('of somebody else')).toBeVisible();
        await waitFor(() => expect(server.requests).toMatchObject([{path: GENUINE, body: {post_ids: [OTHER_ID]}}]));
    });

    test('leaves the buttons on screen at work', async () => {
        const {server, user, page, letThrough} = await pageInTransition();
        await user.click(page.getByRole('button', {name: 'Acknowledge'}));
        await waitFor(() => expect(server.requests[0]?.path).toMatch(`/api/v4/posts/${POST_ID}/actions/`));
        expect(page.getByRole('button', {name: /Acknowledge/})).toHaveAttribute('aria-disabled', 'true');
        await letThrough();
        expect(await page.findByText('of somebody else')).toBeVisible();
    });
});
