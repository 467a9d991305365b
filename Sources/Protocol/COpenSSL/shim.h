#pragma once
// OpenSSL 3.0 for modules Crypto and TLS alone. Below is what Swift cannot import: macros, variadic
// functions, and callbacks whose only use is to be named. No policy lives here but what a name says.
#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/sha.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>
#include <string.h>

// ---- keys ----

static inline EVP_PKEY *co_generate_p256(void) {
  return EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256");
}

// An encrypted file must fail; without a callback OpenSSL would ask on the terminal.
static inline int co_no_passphrase(char *buffer, int size, int writing, void *context) {
  (void)buffer, (void)size, (void)writing, (void)context;
  return -1;
}

static inline EVP_PKEY *co_read_private_key(BIO *bio) {
  return PEM_read_bio_PrivateKey(bio, NULL, co_no_passphrase, NULL);
}

static inline X509 *co_read_certificate(BIO *bio) {
  return PEM_read_bio_X509(bio, NULL, co_no_passphrase, NULL);
}

static inline int co_mac_init(EVP_MAC_CTX *context, const unsigned char *key, size_t count) {
  OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, (char *)"SHA256", 0),
      OSSL_PARAM_construct_end(),
  };
  return EVP_MAC_init(context, key, count, parameters);
}

// ---- certificates ----

static inline int co_add_name(X509_NAME *name, const char *field, const char *value, int count) {
  return X509_NAME_add_entry_by_txt(
      name, field, MBSTRING_UTF8, (const unsigned char *)value, count, -1, 0);
}

static inline int co_add_extension(X509 *subject, X509 *issuer, int nid, const char *value) {
  X509V3_CTX context;
  memset(&context, 0, sizeof context);
  X509V3_set_ctx(&context, issuer, subject, NULL, NULL, 0);
  X509_EXTENSION *extension = X509V3_EXT_conf_nid(NULL, &context, nid, value);
  if (extension == NULL) return 0;
  int added = X509_add_ext(subject, extension, -1);
  X509_EXTENSION_free(extension);
  return added;
}

// X509_verify_cert at the given second, for a client's or a server's use, against one authority.
// Returns X509_V_OK or the reason, or -1 when OpenSSL itself failed.
static inline int co_verify(
    X509 *leaf, X509 *authority, time_t now, int purpose, const char *host, int host_is_address) {
  int result = -1;
  X509_STORE *store = X509_STORE_new();
  X509_STORE_CTX *context = X509_STORE_CTX_new();
  if (store == NULL || context == NULL || X509_STORE_add_cert(store, authority) != 1 ||
      X509_STORE_CTX_init(context, store, leaf, NULL) != 1 ||
      X509_STORE_CTX_set_purpose(context, purpose) != 1)
    goto end;
  X509_VERIFY_PARAM *parameters = X509_STORE_CTX_get0_param(context);
  X509_VERIFY_PARAM_set_time(parameters, now);
  if (host != NULL) {
    X509_VERIFY_PARAM_set_hostflags(
        parameters, X509_CHECK_FLAG_NEVER_CHECK_SUBJECT | X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    if ((host_is_address ? X509_VERIFY_PARAM_set1_ip_asc(parameters, host)
                         : X509_VERIFY_PARAM_set1_host(parameters, host, 0)) != 1)
      goto end;
  }
  if (X509_verify_cert(context) == 1)
    result = X509_V_OK;
  else if (X509_STORE_CTX_get_error(context) != X509_V_OK)
    result = X509_STORE_CTX_get_error(context);
end:
  X509_STORE_CTX_free(context);
  X509_STORE_free(store);
  return result;
}

// ---- TLS ----

// ALPN in wire form: one byte of length, then the name.
#define CO_ALPN "\x08shebao/1"

static inline int co_choose_alpn(
    SSL *ssl, const unsigned char **out, unsigned char *out_count, const unsigned char *in,
    unsigned int in_count, void *context) {
  (void)ssl, (void)context;
  unsigned char *chosen = NULL;
  int answer = SSL_select_next_proto(
      &chosen, out_count, (const unsigned char *)CO_ALPN, sizeof CO_ALPN - 1, in, in_count);
  *out = chosen;
  return answer == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

// What both roles have in common. Buffers are released between records: an idle session keeps
// some 34 KB less.
static inline int co_settings(SSL_CTX *context) {
  SSL_CTX_set_options(context, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_security_level(context, 2);
  SSL_CTX_set_verify_depth(context, 4);
  return SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION) == 1 &&
         SSL_CTX_set_max_proto_version(context, TLS1_3_VERSION) == 1 &&
         SSL_CTX_set_max_early_data(context, 0) == 1 &&
         SSL_CTX_set_ciphersuites(
             context,
             "TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256") == 1 &&
         SSL_CTX_set1_groups_list(context, "X25519:P-256") == 1;
}

static inline int co_server_settings(SSL_CTX *context, size_t tickets) {
  static const unsigned char name[] = "shebao/1";
  SSL_CTX_set_alpn_select_cb(context, co_choose_alpn, NULL);
  return SSL_CTX_set_num_tickets(context, tickets) == 1 &&
         SSL_CTX_set_session_id_context(context, name, sizeof name - 1) == 1;
}

static inline int co_client_settings(SSL_CTX *context) {
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
  return SSL_CTX_set_alpn_protos(
             context, (const unsigned char *)CO_ALPN, sizeof CO_ALPN - 1) == 0;
}

// A client's certificate is asked for and verified, and may be absent.
static inline int co_ask_client(SSL_CTX *context, X509 *authority) {
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
  return SSL_CTX_add_client_CA(context, authority);
}

static inline int co_trust(SSL_CTX *context, X509 *authority) {
  return X509_STORE_add_cert(SSL_CTX_get_cert_store(context), authority);
}

static inline int co_add_chain(SSL_CTX *context, X509 *certificate) {
  return SSL_CTX_add1_chain_cert(context, certificate) == 1;
}

// The name that the server's certificate must carry; a DNS name is also sent (SNI).
static inline int co_expect(SSL *ssl, const char *host, int host_is_address) {
  SSL_set_hostflags(
      ssl, X509_CHECK_FLAG_NEVER_CHECK_SUBJECT | X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
  if (host_is_address) return X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), host);
  return SSL_set1_host(ssl, host) == 1 && SSL_set_tlsext_host_name(ssl, host) == 1;
}

static inline size_t co_pending(BIO *bio) { return BIO_ctrl_pending(bio); }

static inline const char *co_reason(unsigned long error) { return ERR_reason_error_string(error); }

static inline int co_reason_number(unsigned long error) { return ERR_GET_REASON(error); }
