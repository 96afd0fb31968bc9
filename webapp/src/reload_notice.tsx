import React, {useState} from 'react';
import {FormattedMessage} from 'react-intl';
import {useSelector} from 'react-redux';
import {handlerVersion} from './state';
import {VERSION} from './version';

/** After an upgrade a page that was open all the time still runs the web part of before. */
export const ReloadNotice = () => {
    const theirs = useSelector(handlerVersion);
    const [put, setPut] = useState<string>();
    return theirs === undefined || theirs === VERSION || theirs === put ? null : (
        <div className="oitc oitc-notice" role="status">
            <p>
                <FormattedMessage id="openitcockpit.outdated" values={{mine: VERSION, theirs}} />
            </p>
            <div className="oitc-dialog-buttons">
                <button type="button" className="oitc-button" onClick={() => setPut(theirs)}>
                    <FormattedMessage id="openitcockpit.outdated.later" />
                </button>
                <button
                    type="button"
                    className="oitc-button oitc-button--primary"
                    onClick={() => window.location.reload()}
                >
                    <FormattedMessage id="openitcockpit.outdated.reload" />
                </button>
            </div>
        </div>
    );
};
