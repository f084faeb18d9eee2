//HintName: Acme.XConnector.64b6d384.g.cs
Webhook = new global::Igniter.Connectors.Descriptors.WebhookDefinition()
                {
                    Endpoint = new global::Igniter.Connectors.WebhookEndpointAttribute() { Signature = global::Igniter.Connectors.WebhookSignature.None, Secret = "Secret", EventTypeHeader = "X-Event", DeliveryIdMember = "a.b" },
                    Hmac = new global::Igniter.Connectors.HmacSignatureAttribute() { Header = "X-Sig", Algorithm = global::Igniter.Connectors.HmacAlgorithm.Sha512, Encoding = global::Igniter.Connectors.HmacEncoding.Base64, Prefix = "v1=", ToleranceSeconds = 5 },
                    IsUnverified = true,
                    Secret = static config => ((global::Acme.XConnector.Config)config).Secret,
                    Verify = static async (call, request) => (await ((global::Acme.XConnector)call.Connector).VerifyAsync(request, call.CancellationToken).ConfigureAwait(false))!,
                    Handlers = new global::Igniter.Connectors.Descriptors.WebhookHandlerDefinition[]
                    {
                        new global::Igniter.Connectors.Descriptors.WebhookHandlerDefinition<global::Acme.XConnector.Invoice>()
                        {
                            EventType = "invoice.paid",
                            Payload = InvoiceContract!,
                            Invoke = static (call, delivery, payload) => new global::System.Threading.Tasks.ValueTask(((global::Acme.XConnector)call.Connector).PaidAsync(payload, (global::Acme.XConnector.Config)call.Config!, global::Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<global::System.IFormatProvider>(call.Services), call.CancellationToken)),
                        },
                        new global::Igniter.Connectors.Descriptors.WebhookHandlerDefinition<global::System.Text.Json.JsonElement>()
                        {
                            Payload = JsonElementContract!,
                            Invoke = static (call, delivery, payload) => { ((global::Acme.XConnector)call.Connector).Any(payload, delivery.GetContext<global::Acme.XConnector.Config>(call)); return default; },
                        },
                    },
                },
            };
        }
    }

    /// <summary>Client of the connector x.</summary>
    [global::System.CodeDom.Compiler.GeneratedCode("Igniter.Connectors", "{version}")]
    [global::System.Diagnostics.CodeAnalysis.ExcludeFromCodeCoverage]
    