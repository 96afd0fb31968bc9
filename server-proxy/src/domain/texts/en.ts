import {actions} from './en/actions';
import {alerts} from './en/alerts';
import {authority} from './en/authority';
import {catchUp} from './en/catch_up';
import {commands} from './en/commands';
import {doctor} from './en/doctor';
import {failures} from './en/failures';
import {findings} from './en/findings';
import {found} from './en/found';
import {health} from './en/health';
import {loudness} from './en/loudness';
import {people} from './en/people';
import {policy} from './en/policy';
import {setup} from './en/setup';
import {setupChat} from './en/setup_chat';
import {setupStart} from './en/setup_start';
import {subscriptions} from './en/subscriptions';
import {watch} from './en/watch';

export const en = {
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

export type Texts = typeof en;
