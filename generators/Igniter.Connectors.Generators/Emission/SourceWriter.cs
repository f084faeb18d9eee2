using System.Runtime.CompilerServices;
using System.Text;

namespace Igniter.Connectors.Generators;

/// <summary>Writes indented C# with <c>\n</c> line ends.</summary>
internal sealed class SourceWriter
{
    private const int LargestSpare = 1 << 16;

    /// <summary>The buffer that the thread's last writer had: files are long, and one is written after the other.</summary>
    [ThreadStatic]
    private static StringBuilder? _spare;

    private readonly StringBuilder _text = _spare ?? new();
    private int _depth;
    private bool _isInLine;

    public SourceWriter() => _spare = null;

    public SourceWriter Line()
    {
        _text.Append('\n');
        _isInLine = false;
        return this;
    }

    /// <summary>Writes one or more lines at the current depth.</summary>
    public SourceWriter Line(string text)
    {
        Append(text);
        return Line();
    }

    /// <summary>Writes one or more lines at the current depth.</summary>
    public SourceWriter Line([InterpolatedStringHandlerArgument("")] ref SourceLine line)
    {
        // Its parts have been written already.
        _ = line;
        return Line();
    }

    /// <summary>Writes a line, an opening brace, and indents.</summary>
    public SourceWriter Open(string header)
    {
        Line(header).Line("{");
        _depth++;
        return this;
    }

    /// <summary>Writes a line, an opening brace, and indents.</summary>
    public SourceWriter Open([InterpolatedStringHandlerArgument("")] ref SourceLine header)
    {
        Line(ref header).Line("{");
        _depth++;
        return this;
    }

    /// <summary>Goes back and writes a closing brace.</summary>
    public SourceWriter Close(string suffix = "")
    {
        _depth--;
        return Line("}" + suffix);
    }

    /// <summary>Indents without a brace, for continued lines.</summary>
    public SourceWriter Indent()
    {
        _depth++;
        return this;
    }

    /// <summary>Undoes <see cref="Indent"/>.</summary>
    public SourceWriter Unindent()
    {
        _depth--;
        return this;
    }

    /// <summary>Ends the writing and gives the text.</summary>
    public string End()
    {
        string text = _text.ToString();
        _spare = _text.Capacity <= LargestSpare ? _text.Clear() : null;
        return text;
    }

    /// <summary>Writes a part of a line, or of several.</summary>
    private void Append(string text)
    {
        string part = text.Replace("\r", "");
        int start = 0;
        for (int end = part.IndexOf('\n'); end >= 0; end = part.IndexOf('\n', start))
        {
            AppendWithinLine(part, start, end);
            Line();
            start = end + 1;
        }

        AppendWithinLine(part, start, part.Length);
    }

    private void AppendWithinLine(string text, int start, int end)
    {
        if (start == end)
        {
            return;
        }

        if (!_isInLine)
        {
            _text.Append(' ', _depth * 4);
            _isInLine = true;
        }

        _text.Append(text, start, end - start);
    }

    /// <summary>An interpolated text whose parts go to the writer one by one, so that they aren't put together before.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct SourceLine
    {
        private readonly SourceWriter _writer;

        public SourceLine(int literalLength, int formattedCount, SourceWriter writer)
        {
            _ = literalLength + formattedCount;
            _writer = writer;
        }

        public void AppendLiteral(string text) => _writer.Append(text);

        public void AppendFormatted(string? text) => _writer.Append(text ?? "");

        public void AppendFormatted(int number) => _writer.Append(number.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
