package fake

import (
	"bytes"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/mattermost/mattermost/server/public/model"
)

type entry struct {
	value   []byte
	expires time.Time
}

// live returns the value of a key that has not expired. The caller holds the lock.
func (api *API) live(key string) ([]byte, bool) {
	found, ok := api.kv[key]
	if !ok || (!found.expires.IsZero() && !api.now().Before(found.expires)) {
		return nil, false
	}
	return found.value, true
}

func (api *API) KVGet(key string) ([]byte, *model.AppError) {
	if err := api.appError("KVGet", key); err != nil {
		return nil, err
	}
	api.mu.Lock()
	defer api.mu.Unlock()
	value, _ := api.live(key)
	return bytes.Clone(value), nil
}

func (api *API) KVSet(key string, value []byte) *model.AppError {
	_, err := api.set("KVSet", key, value, model.PluginKVSetOptions{})
	return err
}

func (api *API) KVSetWithExpiry(key string, value []byte, seconds int64) *model.AppError {
	_, err := api.set("KVSetWithExpiry", key, value, model.PluginKVSetOptions{ExpireInSeconds: seconds})
	return err
}

func (api *API) KVSetWithOptions(key string, value []byte, options model.PluginKVSetOptions) (bool, *model.AppError) {
	return api.set("KVSetWithOptions", key, value, options)
}

func (api *API) KVCompareAndSet(key string, old, value []byte) (bool, *model.AppError) {
	return api.set("KVCompareAndSet", key, value, model.PluginKVSetOptions{Atomic: true, OldValue: old})
}

func (api *API) KVCompareAndDelete(key string, old []byte) (bool, *model.AppError) {
	return api.set("KVCompareAndDelete", key, nil, model.PluginKVSetOptions{Atomic: true, OldValue: old})
}

// set has the server's semantics: an absent value deletes; atomic with no old value only inserts.
func (api *API) set(method, key string, value []byte, options model.PluginKVSetOptions) (bool, *model.AppError) {
	if err := api.appError(method, key, value, options); err != nil {
		return false, err
	}
	if key == "" || utf8.RuneCountInString(key) > model.KeyValueKeyMaxRunes {
		return false, model.NewAppError(method, "model.plugin_key_value.is_valid.key.app_error", nil, key, 400)
	}
	if err := options.IsValid(); err != nil {
		return false, err
	}
	api.mu.Lock()
	defer api.mu.Unlock()
	current, exists := api.live(key)
	if options.Atomic && (exists != (options.OldValue != nil) || !bytes.Equal(current, options.OldValue)) {
		return false, nil
	}
	if value == nil {
		delete(api.kv, key)
		return true, nil
	}
	stored := entry{value: bytes.Clone(value)}
	if options.ExpireInSeconds > 0 {
		stored.expires = api.now().Add(time.Duration(options.ExpireInSeconds) * time.Second)
	}
	api.kv[key] = stored
	return true, nil
}

func (api *API) KVDelete(key string) *model.AppError {
	if err := api.appError("KVDelete", key); err != nil {
		return err
	}
	api.mu.Lock()
	defer api.mu.Unlock()
	delete(api.kv, key)
	return nil
}

func (api *API) KVDeleteAll() *model.AppError {
	if err := api.appError("KVDeleteAll"); err != nil {
		return err
	}
	api.mu.Lock()
	defer api.mu.Unlock()
	clear(api.kv)
	return nil
}

func (api *API) KVList(page, perPage int) ([]string, *model.AppError) {
	if err := api.appError("KVList", page, perPage); err != nil {
		return nil, err
	}
	keys := api.Keys("")
	from := min(page*perPage, len(keys))
	return keys[from:min(from+perPage, len(keys))], nil
}

// Keys lists the live keys with a prefix, sorted.
func (api *API) Keys(prefix string) []string {
	api.mu.Lock()
	defer api.mu.Unlock()
	keys := []string{}
	for key := range api.kv {
		if _, ok := api.live(key); ok && strings.HasPrefix(key, prefix) {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}

// Value is what a key holds, without recording a call.
func (api *API) Value(key string) []byte {
	api.mu.Lock()
	defer api.mu.Unlock()
	value, _ := api.live(key)
	return bytes.Clone(value)
}
