using System.Globalization;

namespace Igniter.Connectors.ManyNodes;

/// <summary>Whom nodes work for: few, so that nodes meet.</summary>
internal static class Tenants
{
    /// <summary>Their identities. Every second differs from the one before by case only.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. Enumerable.Range(0, 12).Select(number => string.Create(CultureInfo.InvariantCulture, $"{(number % 2 == 0 ? "tenant" : "Tenant")} {number / 2}"))];

    public static string Any(Random random) => All[random.Next(All.Count)];
}
