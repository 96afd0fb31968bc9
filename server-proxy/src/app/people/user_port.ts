/** Users of openITCOCKPIT. All methods throw AppError (`openitcockpit_*`). */
export interface UserPort {
    /**
     * The user of openITCOCKPIT with this e-mail address, in any case.
     * @throws AppError `openitcockpit_right_missing` when the API key's role may not list users
     */
    findUser(email: string): Promise<MonitoringUser | undefined>;
}

export interface MonitoringUser {
    readonly fullName: string;
    readonly email: string;
    readonly isActive: boolean;
}
