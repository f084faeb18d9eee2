using System.Collections;
using System.Text;

namespace Igniter.Connectors.Testing;

/// <summary>The texts that a sink may write for a value of a log, a tag or an attribute.</summary>
internal static class Rendering
{
    private const int Deepest = 4;

    public static IEnumerable<string> TextsOf(object? value) => TextsOf(value, 0);

    /// <summary>
    /// Its text, and what it carries beside that. What is below a <see cref="ConnectorException"/> stays out: that shows nothing of its cause.
    /// </summary>
    public static IEnumerable<string> TextsOf(Exception exception)
    {
        yield return exception.ToString();
        for (Exception? shown = exception; shown is not null; shown = shown is ConnectorException ? null : shown.InnerException)
        {
            yield return shown.Message;
            foreach (string text in TextsOf(shown.Data))
            {
                yield return text;
            }
        }
    }

    private static IEnumerable<string> TextsOf(object? value, int depth) => value switch
    {
        null => [],
        string text => [text],
        char[] characters => [new string(characters)],
        byte[] bytes => [Encoding.UTF8.GetString(bytes), Convert.ToHexString(bytes)],
        ReadOnlyMemory<byte> bytes => TextsOf(bytes.ToArray(), depth),
        Memory<byte> bytes => TextsOf(bytes.ToArray(), depth),
        Uri address => [address.OriginalString, address.ToString()],
        Exception exception => TextsOf(exception),
        KeyValuePair<string, object?> pair => [pair.Key, .. TextsOf(pair.Value, depth + 1)],
        IDictionary entries when depth < Deepest => [.. TextsOf(entries.Keys, depth + 1), .. TextsOf(entries.Values, depth + 1)],
        IEnumerable items when depth < Deepest => [value.ToString() ?? "", .. items.Cast<object?>().SelectMany(item => TextsOf(item, depth + 1))],
        _ => [value.ToString() ?? ""],
    };
}
