import React from 'react';
import {FormattedMessage} from 'react-intl';
import type {AdminSettingProps} from '../types/registry';
import {type TestFailure, useDoctor} from '../use_doctor';
import {HopList} from './hop_list';
import {Spinner} from './spinner';

const FAILURES: Readonly<Record<TestFailure, string>> = {
    unreachable: 'openitcockpit.failure.unreachable',
    forbidden: 'openitcockpit.test.forbidden',
    not_running: 'openitcockpit.test.not_running',
    handler: 'openitcockpit.test.handler',
};

/** System Console: the button that starts Doctor, and what it has found so far. */
export const TestConnection = ({id, disabled = false}: AdminSettingProps) => {
    const {running, unsaved, hops, failure, sentence, language, run} = useDoctor();
    return (
        <div className="oitc oitc-test">
            <button
                id={id}
                type="button"
                className="btn btn-tertiary"
                disabled={disabled || running || unsaved}
                aria-busy={running}
                onClick={() => void run()}
            >
                {running && <Spinner />} <FormattedMessage id="openitcockpit.test.run" />
            </button>
            <div aria-live="polite">
                {unsaved && (
                    <p>
                        <FormattedMessage id="openitcockpit.test.save_first" />
                    </p>
                )}
                {running && (
                    <p>
                        <FormattedMessage id="openitcockpit.test.running" />
                    </p>
                )}
                {failure && (
                    <p className="oitc-failure">
                        {sentence ? <span lang="en">{sentence}</span> : <FormattedMessage id={FAILURES[failure]} />}
                    </p>
                )}
                {hops.length > 0 && <HopList hops={hops} done={!running && !failure} language={language} />}
            </div>
        </div>
    );
};
