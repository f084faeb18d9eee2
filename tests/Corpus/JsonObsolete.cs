using System.Diagnostics.CodeAnalysis;
using Igniter.Connectors;

namespace Acme.JsonObsolete;

#pragma warning disable CS0612, CS0618, ACME001

/// <summary>What is obsolete or experimental is in JSON all the same, and generated code isn't warned about.</summary>
[Connector("json-obsolete")]
public sealed partial class JsonObsoleteConnector
{
    public sealed record Config
    {
        [Obsolete("Use Address.")]
        public string? Url { get; init; }

        [Obsolete]
        public string? Old { get; set; }

        [Obsolete("Gone.", error: true)]
        public string? Gone { get; set; }

        public OldType? Address { get; init; }

        [Experimental("ACME001")]
        public int Trial { get; set; }
    }

    [Obsolete]
    public sealed record OldType(string Host);
}
