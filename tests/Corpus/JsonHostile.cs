using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Igniter.Connectors;

namespace Acme.JsonHostile
{
    /// <summary>Names that generated code must not trip over.</summary>
    [Connector("json-hostile")]
    public sealed partial class JsonHostileConnector
    {
        public sealed partial record Config
        {
            [Encrypted]
            public required string @class { get; init; }

            public string @field { get; init; } = "a";

            public string Ünïcödé { get; init; } = "\u2028\"\"\"\ud83d\ude00";

            [Display(Name = "\"quoted\" \\ {0} \u0001", Prompt = "\"\"\"")]
            public int value { get; init; } = -1;

            public GetTypeInfo? GetTypeInfo { get; init; }

            public Shapes? Shapes { get; init; }

            public JsonContracts? JsonContracts { get; init; }

            public System? System { get; init; }

            public Config? Inner { get; init; }

            [JsonInclude]
            private global::System.Collections.Generic.List<Private>? Privates { get; set; }

            public static implicit operator string(Config value) => value.@class;
        }

        public sealed record Shapes(int options, int o);

        public sealed record JsonContracts(required.@record @ref);

        private sealed record Private(string Text);

        [Action]
        public global::System.Threading.Tasks.Task<Task> Escape(string @class, int input, int @event, string ToString, string EscapeInput, Config? value = null) =>
            global::System.Threading.Tasks.Task.FromResult(new Task(@class + input + @event + ToString + EscapeInput + value?.value));

        [Action]
        public global::System.Threading.Tasks.Task<String> again(int? options, Func? @static) => global::System.Threading.Tasks.Task.FromResult(new String(options, @static));
    }

    public sealed record System(int Text);

    public sealed record Task(string Json);

    public sealed record String(int? Object, Func? Type);

    public sealed record Func(int Action);

    public sealed record GetTypeInfo(bool Value);

    namespace required
    {
        public sealed record @record([property: JsonPropertyName("\u2028")] int Igniter);
    }
}
