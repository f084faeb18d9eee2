using System.Text;

namespace Igniter.Connectors.Generators;

/// <summary>Writes indented C# with <c>\n</c> line ends.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public SourceWriter Line()
    {
        _text.Append('\n');
        return this;
    }

    /// <summary>Writes one or more lines at the current depth.</summary>
    public SourceWriter Line(string text)
    {
        string lines = text.Replace("\r", "");
        int end;
        for (int start = 0; start <= lines.Length; start = end + 1)
        {
            int next = lines.IndexOf('\n', start);
            end = next < 0 ? lines.Length : next;
            if (end > start)
            {
                _text.Append(' ', _depth * 4).Append(lines, start, end - start);
            }

            _text.Append('\n');
        }

        return this;
    }

    /// <summary>Writes a line, an opening brace, and indents.</summary>
    public SourceWriter Open(string header)
    {
        Line(header).Line("{");
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

    public override string ToString() => _text.ToString();
}
