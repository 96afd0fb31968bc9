//go:build !no_audit_records

package fake

import "github.com/mattermost/mattermost/server/public/model"

// LogAuditRec is left out for SDKs that have no audit records: a server of such a version does not know the call.
func (api *API) LogAuditRec(record *model.AuditRecord) {
	_ = api.enter("LogAuditRec", record)
}
