using System.Text;
using System.Text.Json.Nodes;

namespace Quickstart;

/// <summary>Reads a message's markup as https://core.telegram.org/bots/api#formatting-options says, as far as bold, italic and code go.</summary>
internal sealed class LoopbackMessageText
{
    private static readonly Dictionary<string, string> HtmlTags = new(StringComparer.OrdinalIgnoreCase)
    {
        ["b"] = "bold",
        ["strong"] = "bold",
        ["i"] = "italic",
        ["em"] = "italic",
        ["code"] = "code",
    };

    private static readonly Dictionary<string, char> HtmlEntities = new() { ["lt"] = '<', ["gt"] = '>', ["amp"] = '&', ["quot"] = '"' };

    private static readonly Dictionary<char, string> MarkdownMarks = new() { ['*'] = "bold", ['_'] = "italic", ['`'] = "code" };

    private readonly StringBuilder _plain = new();
    private readonly Stack<(string Type, string Tag, int Start)> _open = new();
    private readonly JsonArray _entities = [];

    private LoopbackMessageText()
    {
    }

    /// <summary>The text without markup; offsets and lengths of <see cref="Entities"/> count UTF-16 code units of it.</summary>
    public string Plain { get; private set; } = "";

    public JsonArray Entities => _entities;

    /// <exception cref="FormatException">The markup is wrong; the message is the Bot API's.</exception>
    public static LoopbackMessageText Parse(string text, string? parseMode)
    {
        LoopbackMessageText parsed = new();
        switch (parseMode?.ToUpperInvariant())
        {
            case null or "":
                parsed._plain.Append(text);
                break;
            case "HTML":
                parsed.ReadHtml(text);
                break;
            case "MARKDOWNV2":
                parsed.ReadMarkdown(text);
                break;
            default:
                throw new FormatException("unsupported parse_mode");
        }

        if (parsed._open.TryPeek(out (string Type, string Tag, int Start) open))
        {
            throw new FormatException($"can't parse entities: Can't find end of the entity starting at byte offset {open.Start}");
        }

        parsed.Plain = parsed._plain.ToString().TrimEnd();
        return parsed;
    }

    private void ReadHtml(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '<')
            {
                int end = text.IndexOf('>', i);
                string tag = end < 0 ? "" : text[(i + 1)..end];
                if (!HtmlTags.TryGetValue(tag.TrimStart('/'), out string? type))
                {
                    throw new FormatException($"can't parse entities: Unsupported start tag \"{tag}\" at byte offset {i}");
                }

                Mark(type, tag.TrimStart('/'), close: tag.StartsWith('/'), i);
                i = end;
            }
            else if (text[i] == '&' && text.IndexOf(';', i) is > 0 and var end && HtmlEntities.TryGetValue(text[(i + 1)..end], out char character))
            {
                _plain.Append(character);
                i = end;
            }
            else
            {
                _plain.Append(text[i]);
            }
        }
    }

    private void ReadMarkdown(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            char character = text[i];
            if (character == '\\' && i + 1 < text.Length && text[i + 1] < 127)
            {
                _plain.Append(text[++i]);
            }
            else if (MarkdownMarks.TryGetValue(character, out string? type))
            {
                Mark(type, character.ToString(), close: _open.TryPeek(out var open) && open.Type == type, i);
            }
            else if ("[]()~>#+-=|{}.!".Contains(character, StringComparison.Ordinal))
            {
                throw new FormatException($"can't parse entities: Character '{character}' is reserved and must be escaped with the preceding '\\'");
            }
            else
            {
                _plain.Append(character);
            }
        }
    }

    private void Mark(string type, string tag, bool close, int at)
    {
        if (!close)
        {
            _open.Push((type, tag, _plain.Length));
            return;
        }

        if (!_open.TryPop(out (string Type, string Tag, int Start) open) || open.Type != type)
        {
            throw new FormatException($"can't parse entities: Unexpected end tag at byte offset {at}");
        }

        if (_plain.Length > open.Start)
        {
            _entities.Add(new JsonObject { ["type"] = type, ["offset"] = open.Start, ["length"] = _plain.Length - open.Start });
        }
    }
}
