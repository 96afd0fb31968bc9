export {
    type AcknowledgementProps,
    type AlertProps,
    alertPropsSchema,
    parseAlertProps,
    QUEUED_ACTIONS,
} from './alert_props';
export {
    CONNECTION_CHECKS,
    type ConnectionCheck,
    type ConnectionCheckName,
    type ConnectionTest,
    parseConnectionTest,
} from './connection_test';
export {
    ackDialogCallbackId,
    cancelDialogCallbackId,
    downtimeDialogCallbackId,
    postIdOfCallbackId,
} from './dialogs';
export {
    ACTION,
    type ActionId,
    ALERT_POST_TYPE,
    ALERT_PROP,
    CHOICE,
    type Choice,
    FIELD,
    opensDialog,
    PLUGIN_ID,
    SIGNATURE_PROP,
} from './ids';
export {LIMIT} from './limits';
export {ROUTE} from './routes';
export {
    HOST_STATES,
    type HostState,
    isProblemState,
    LOOKS,
    type Look,
    NOTIFICATION_TYPES,
    type NotificationType,
    SERVICE_STATES,
    type ServiceState,
    type State,
} from './states';
