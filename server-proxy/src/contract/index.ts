export {
    type AcknowledgementProps,
    type AlertProps,
    alertPropsSchema,
    MOST_CONSEQUENCES,
    parseAlertProps,
    QUEUED_ACTIONS,
} from './alert_props';
export {
    CHART_BOX,
    CURVE_HOURS,
    type CurveHours,
    type Curves,
    type Details,
    MOST_DETAILS,
    parseCurves,
    parseDetails,
} from './details';
export {
    ackDialogCallbackId,
    cancelDialogCallbackId,
    downtimeDialogCallbackId,
    postIdOfCallbackId,
} from './dialogs';
export {
    DOCTOR_PARTS,
    DOCTOR_STEPS,
    type DoctorAnswer,
    type DoctorPart,
    type DoctorRequest,
    type DoctorStep,
    type DoctorStepName,
    type ExpectedNotification,
    parseDoctorAnswer,
    STEP_RESULTS,
} from './doctor';
export {type GenuineAnswer, MOST_JUDGED, parseGenuineAnswer} from './genuine';
export {
    ACTION,
    ACTION_BULK_CONFIRM,
    ACTION_BULK_RETRY,
    ACTION_DOCTOR,
    ACTION_PAGE,
    ACTION_PICK,
    ACTION_STORM_ACKNOWLEDGE,
    ACTION_STORM_LIST,
    type ActionId,
    ALERT_POST_TYPE,
    ALERT_PROP,
    CHOICE,
    type Choice,
    DOCTOR_PROP,
    FIELD,
    opensDialog,
    PANEL_EVENT,
    PLUGIN_ID,
    SIGNATURE_PROP,
} from './ids';
export {LIMIT} from './limits';
export {
    MOST_PANEL_ROWS,
    PANEL_OUTPUT,
    type PanelAction,
    type PanelActionRequest,
    type PanelAnswer,
    type PanelOutcome,
    type PanelRow,
    parsePanelAnswer,
    parsePanelOutcome,
} from './panel';
export {type PanelCounts, parsePanelCounts} from './panel_counts';
export {NOTIFICATION_TOKEN_HEADER, ROUTE, SERVICE_ROUTE} from './routes';
export {
    HOST_STATES,
    type HostState,
    isHandled,
    isProblemState,
    LOOKS,
    type Look,
    NOTIFICATION_TYPES,
    type NotificationType,
    rankOf,
    SERVICE_STATES,
    type ServiceState,
    type State,
} from './states';
export {
    parseSubscriptionsAnswer,
    type SubscriptionField,
    type SubscriptionRow,
    type SubscriptionsAnswer,
    type SubscriptionsRequest,
} from './subscriptions';
export {
    parseWebPartAnswer,
    WEB_PART_NEEDS,
    type WebPartAnswer,
    type WebPartNeed,
    type WebPartReport,
} from './web_part';
