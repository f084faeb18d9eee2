using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Analyzers;

/// <summary>
/// Every rule there is. An id is never used again, also when its rule is gone. A rule is complete with a page in <c>analyzers/rules</c>, a line in
/// <c>AnalyzerReleases.Unshipped.md</c> and a test class of its name; a test says so.
/// </summary>
internal static class RuleCatalog
{
    private const string Declaration = "Declaration";
    private const string Secrets = "Secrets";
    private const string Validation = "Validation";
    private const string OAuth = "OAuth";
    private const string Webhooks = "Webhooks";
    private const string Runtime = "Runtime";

    private static readonly Dictionary<string, DiagnosticDescriptor> Rules = new(StringComparer.Ordinal);

    public static readonly DiagnosticDescriptor NotPartial = Error("IGN0001", Declaration,
        "A connector is partial",
        "'{0}' must be partial, because code of connector '{1}' is generated into it");

    public static readonly DiagnosticDescriptor BadKey = Error("IGN0002", Declaration,
        "A connector's key is short, lower case and plain",
        "'{0}' can't be a connector's key: it starts with a-z, goes on with a-z, 0-9, '_' or '-', and has at most 64 characters");

    public static readonly DiagnosticDescriptor DuplicateKey = Error("IGN0003", Declaration,
        "A connector's key is its own",
        "'{1}' has the key '{0}', too; change one key, or leave a connector out with [assembly: ExcludeConnector(typeof(…))]");

    public static readonly DiagnosticDescriptor RecordNotPartial = Error("IGN0004", Declaration,
        "A record with secrets is partial",
        "'{0}' must be partial, because its ToString would show the secret '{1}'");

    public static readonly DiagnosticDescriptor ConfigNotUsable = Error("IGN0005", Declaration,
        "There is one configuration, and it can be made",
        "'{0}' can't be the configuration of '{1}': {2}");

    public static readonly DiagnosticDescriptor ConnectorNotUsable = Error("IGN0006", Declaration,
        "A connector class can be made from dependency injection",
        "'{0}' can't be a connector: {1}");

    public static readonly DiagnosticDescriptor ClientNameClash = Error("IGN0007", Declaration,
        "A connector's client name is free",
        "The client of '{0}' would be called '{1}', but {2}; rename the class");

    public static readonly DiagnosticDescriptor BadScope = Error("IGN0008", Declaration,
        "A scope's key and method name are valid and free",
        "'{0}' can't be a scope's key: {1}");

    public static readonly DiagnosticDescriptor ActionReturnType = Error("IGN0101", Declaration,
        "An action is asynchronous",
        "Action '{0}' returns '{1}'; it must return Task, ValueTask, Task<T>, ValueTask<T> or IAsyncEnumerable<T>");

    public static readonly DiagnosticDescriptor DuplicateActionKey = Error("IGN0102", Declaration,
        "An action's key is its own within the connector",
        "Another action of this connector has the key '{0}'; name one by [Action(\"…\")]");

    public static readonly DiagnosticDescriptor ParameterNotInput = Error("IGN0103", Declaration,
        "An action's parameter is a value",
        "Parameter '{0}' can't be an action's input: {1}");

    public static readonly DiagnosticDescriptor NoCancellationToken = Suggestion("IGN0104", Declaration,
        "An action can be cancelled",
        "Action '{0}' has no CancellationToken, so it runs on after its caller has given up");

    public static readonly DiagnosticDescriptor ActionNameClash = Error("IGN0105", Declaration,
        "An action's name is free in the client",
        "The client has a member '{0}' already; rename the method, its key can stay by [Action(\"…\")]");

    public static readonly DiagnosticDescriptor ActionNotCallable = Error("IGN0106", Declaration,
        "An action is a public or internal instance method",
        "Action '{0}' can't be called: it must be public or internal, not static and not generic");

    public static readonly DiagnosticDescriptor NoJsonContract = Error("IGN0107", Declaration,
        "What crosses a connector's border has a JSON contract",
        "'{0}' of type '{1}' has no JSON contract: {2}");

    public static readonly DiagnosticDescriptor UnmarkedSecret = Warning("IGN0201", Secrets,
        "A property named like a secret is marked as one",
        "'{0}' is named like a secret and isn't marked [Encrypted] or [Sensitive]");

    public static readonly DiagnosticDescriptor IdleMark = Warning("IGN0202", Secrets,
        "A secret's mark has an effect",
        "[{0}] has no effect here: {1}");

    public static readonly DiagnosticDescriptor SecretLeak = Warning("IGN0203", Secrets,
        "A secret isn't logged, traced or thrown",
        "The secret '{0}' flows into {1}");

    public static readonly DiagnosticDescriptor SecretDefault = Warning("IGN0204", Secrets,
        "A secret has no default in the code",
        "The default of '{0}' is a secret in the source code; make the property required, or nullable");

    public static readonly DiagnosticDescriptor UnfitValidation = Warning("IGN0205", Validation,
        "A validation attribute fits what it stands on",
        "[{0}] can't check '{1}': {2}");

    public static readonly DiagnosticDescriptor BadPattern = Error("IGN0206", Validation,
        "A regular expression parses",
        "The pattern of [{0}] on '{1}' can't be parsed: {2}");

    public static readonly DiagnosticDescriptor SlowPattern = Warning("IGN0207", Validation,
        "A regular expression can't be made to run for ever",
        "The regular expression repeats '{0}' inside of a repetition, so that a text can be matched in exponentially many ways; let each repetition begin or end with something of its own");

    public static readonly DiagnosticDescriptor BadEndpoint = Error("IGN0301", OAuth,
        "OAuth endpoints are absolute https URLs",
        "{0} {1}");

    public static readonly DiagnosticDescriptor BadEndpointPlaceholder = Error("IGN0302", OAuth,
        "A placeholder of an OAuth endpoint is a configuration property that can't hold just anything",
        "'{{{0}}}' {1}");

    public static readonly DiagnosticDescriptor ClientSecretLiteral = Warning("IGN0303", OAuth,
        "A client secret isn't written in the code",
        "The client secret is in the source code; take it from the configuration section Igniter:Connectors:{key}:OAuth, or from a secret store");

    public static readonly DiagnosticDescriptor PkceOff = Suggestion("IGN0304", OAuth,
        "PKCE is left on",
        "Without PKCE a stolen authorization code can be used by others; switch it off only for a provider that refuses it");

    public static readonly DiagnosticDescriptor ProtocolParameter = Error("IGN0305", OAuth,
        "Extra authorization parameters leave the protocol's own alone",
        "'{0}' {1}");

    public static readonly DiagnosticDescriptor OAuthNotDeclared = Warning("IGN0306", OAuth,
        "OAuth is declared where it is used",
        "'{0}' has no [OAuth2], so OAuth is always null here");

    public static readonly DiagnosticDescriptor UnsignedWebhook = Warning("IGN0401", Webhooks,
        "A webhook's deliveries are verified",
        "Nothing verifies the deliveries of '{0}': set Signature, add [HmacSignature] or a [VerifyWebhook] method, or write WebhookSignature.None out");

    public static readonly DiagnosticDescriptor AmbiguousWebhook = Error("IGN0402", Webhooks,
        "A delivery has one verifier and one handler",
        "{0}");

    public static readonly DiagnosticDescriptor BadSignatureSecret = Error("IGN0403", Webhooks,
        "A signature's secret is an encrypted configuration property",
        "{0}");

    public static readonly DiagnosticDescriptor MutableState = Warning("IGN0501", Runtime,
        "A connector keeps no state",
        "'{0}' can change, but one instance of '{1}' serves every tenant; make it readonly");

    public static readonly DiagnosticDescriptor NewHttpClient = Warning("IGN0502", Runtime,
        "A connector takes its HttpClient from the runtime",
        "Take an HttpClient as constructor parameter, or context.Http, instead of making one: its connections are shared and renewed");

    public static readonly DiagnosticDescriptor BadHook = Error("IGN0503", Runtime,
        "A hook can be called, and is there once",
        "'{0}' can't be called as [{1}]: {2}");

    /// <summary>All rules, in the order of their ids.</summary>
    public static IEnumerable<DiagnosticDescriptor> All => Rules.Values;

    /// <summary>The rule of an id that a reader reports.</summary>
    public static DiagnosticDescriptor? Find(string id) => Rules.TryGetValue(id, out DiagnosticDescriptor? rule) ? rule : null;

    /// <summary>The page that explains a rule.</summary>
    public static string HelpLink(string id) => $"https://github.com/igniter-js/igniter-connectors-dotnet/blob/main/analyzers/rules/{id}.md";

    private static DiagnosticDescriptor Error(string id, string category, string title, string message) =>
        Add(id, category, title, message, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Warning(string id, string category, string title, string message) =>
        Add(id, category, title, message, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Suggestion(string id, string category, string title, string message) =>
        Add(id, category, title, message, DiagnosticSeverity.Info);

    private static DiagnosticDescriptor Add(string id, string category, string title, string message, DiagnosticSeverity severity)
    {
        DiagnosticDescriptor rule = new(id, title, message, category, severity, isEnabledByDefault: true, helpLinkUri: HelpLink(id));
        Rules.Add(id, rule);
        return rule;
    }
}
