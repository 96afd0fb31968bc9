import {actions} from './de/actions';
import {alerts} from './de/alerts';
import {authority} from './de/authority';
import {catchUp} from './de/catch_up';
import {commands} from './de/commands';
import {doctor} from './de/doctor';
import {failures} from './de/failures';
import {findings} from './de/findings';
import {found} from './de/found';
import {health} from './de/health';
import {loudness} from './de/loudness';
import {people} from './de/people';
import {policy} from './de/policy';
import {setup} from './de/setup';
import {setupChat} from './de/setup_chat';
import {setupStart} from './de/setup_start';
import {subscriptions} from './de/subscriptions';
import {watch} from './de/watch';
import type {Texts} from './en';

export const de: Texts = {
    actions,
    alerts,
    authority,
    catchUp,
    commands,
    doctor,
    failures,
    found,
    health,
    loudness,
    people,
    policy,
    findings,
    setup,
    setupChat,
    setupStart,
    subscriptions,
    watch,
};
