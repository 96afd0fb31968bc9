import React from 'react';
import {ActionDialogRoot} from './dialog/action_dialog_root';
import {ReloadNotice} from './reload_notice';

/** Mounted once by Mattermost, above all channels. */
export const Root = () => (
    <>
        <ReloadNotice />
        <ActionDialogRoot />
    </>
);
