namespace Igniter.Connectors.Benchmarks.Generators;

/// <summary>One file for each number.</summary>
internal static class Sources
{
    /// <summary>What a user types in elsewhere.</summary>
    public static string Unrelated(string character) =>
        $$"""
        namespace Acme;

        internal static class Unrelated
        {
            public static string Text => "{{character}}";
        }
        """;

    public static string Connector(string id) =>
        $$"""
        using System.ComponentModel.DataAnnotations;
        using System.Threading;
        using System.Threading.Tasks;
        using Igniter.Connectors;

        namespace Acme;

        /// <summary>The service number {{id}}.</summary>
        [Connector("service{{id}}", Name = "Service {{id}}", Category = "benchmark")]
        public sealed partial class Service{{id}}Connector
        {
            public sealed partial record Config
            {
                [Encrypted, StringLength(100, MinimumLength = 8)]
                public required string Token { get; init; }

                public required string Account { get; init; }

                [Range(1, 100)]
                public int PageSize { get; init; } = 25;
            }

            public sealed record Item(long Id, string Name, decimal? Price);

            /// <summary>Gets one.</summary>
            [Action]
            public Task<Item> GetAsync(long id, ConnectorContext<Config> context, CancellationToken cancellationToken) =>
                Task.FromResult(new Item(id, context.Config.Account, null));

            /// <summary>Adds one.</summary>
            [Action]
            public Task<Item> AddAsync([StringLength(50, MinimumLength = 1)] string name, decimal? price, CancellationToken cancellationToken) =>
                Task.FromResult(new Item(1, name, price));

            /// <summary>Renames one.</summary>
            [Action]
            public Task RenameAsync(long id, [Required] string name, CancellationToken cancellationToken) => Task.CompletedTask;

            /// <summary>Removes one.</summary>
            [Action]
            public Task RemoveAsync(long id, CancellationToken cancellationToken) => Task.CompletedTask;

            /// <summary>Counts them.</summary>
            [Action]
            public ValueTask<int> CountAsync(string? filter, CancellationToken cancellationToken) => new(filter?.Length ?? 0);
        }
        """;

    public static string Json(string id) =>
        $$"""
        using System;
        using System.Collections.Generic;
        using System.Text.Json.Serialization;

        namespace Acme;

        public sealed class Item{{id}}
        {
            public required string Name { get; init; }

            public int PageSize { get; init; } = 25;

            public decimal? Price { get; init; }

            public DateTimeOffset At { get; init; }

            public IReadOnlyList<string> Tags { get; init; } = [];
        }

        [JsonSerializable(typeof(Item{{id}}))]
        internal sealed partial class Item{{id}}Json : JsonSerializerContext;
        """;

    public static string ViewModel(string id) =>
        $$"""
        using System;
        using CommunityToolkit.Mvvm.ComponentModel;

        namespace Acme;

        public sealed partial class Item{{id}}ViewModel : ObservableObject
        {
            [ObservableProperty]
            private string _name = "";

            [ObservableProperty]
            private int _pageSize = 25;

            [ObservableProperty]
            private decimal? _price;

            [ObservableProperty]
            private DateTimeOffset _at;

            [ObservableProperty]
            private string[] _tags = [];
        }
        """;

    public static string Request(string id) =>
        $$"""
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using Mediator;

        namespace Acme;

        public sealed record Request{{id}}(string Name, int PageSize, decimal? Price, DateTimeOffset At, string[] Tags) : IRequest<int>;

        public sealed class Request{{id}}Handler : IRequestHandler<Request{{id}}, int>
        {
            public ValueTask<int> Handle(Request{{id}} request, CancellationToken cancellationToken) => new(request.Name.Length);
        }
        """;

    public static string Mapper(string id) =>
        $$"""
        using System;
        using Riok.Mapperly.Abstractions;

        namespace Acme;

        public sealed record Source{{id}}(string Name, int PageSize, decimal? Price, DateTimeOffset At, string[] Tags);

        public sealed record Target{{id}}(string Name, int PageSize, decimal? Price, DateTimeOffset At, string[] Tags);

        [Mapper]
        public sealed partial class Item{{id}}Mapper
        {
            public partial Target{{id}} Map(Source{{id}} source);
        }
        """;
}
