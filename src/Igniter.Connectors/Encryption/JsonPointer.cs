using System.Globalization;
using System.Text;

namespace Igniter.Connectors;

/// <summary>
/// JSON Pointers (RFC 6901) in lists with one on each line. A line feed within a name is written <c>~2</c>, so that no name can break a list.
/// </summary>
internal static class JsonPointer
{
    public const char ListSeparator = '\n';

    /// <summary>Writes a pointer as validation errors write it, for people: <c>/endpoints/0/token</c> is <c>endpoints[0].token</c>.</summary>
    public static string ToPath(string pointer)
    {
        if (!pointer.StartsWith('/'))
        {
            return pointer;
        }

        StringBuilder path = new();
        foreach (Range range in pointer.AsSpan(1).Split('/'))
        {
            ReadOnlySpan<char> segment = pointer.AsSpan(1)[range];
            if (segment.Length > 0 && !segment.ContainsAnyExceptInRange('0', '9'))
            {
                path.Append('[').Append(segment).Append(']');
                continue;
            }

            if (path.Length > 0)
            {
                path.Append('.');
            }

            AppendUnescaped(path, segment);
        }

        return path.ToString();
    }

    /// <summary>The pointer of an object's member.</summary>
    public static string Of(string name)
    {
        Builder pointer = new(stackalloc char[128]);
        pointer.Enter(name);
        return pointer.Text.ToString();
    }

    private static void AppendUnescaped(StringBuilder path, ReadOnlySpan<char> segment)
    {
        for (int i = 0; i < segment.Length; i++)
        {
            char c = segment[i];
            if (c == '~' && i + 1 < segment.Length)
            {
                c = segment[++i] switch { '0' => '~', '1' => '/', _ => '?' };
            }

            // Names of dictionaries come from outside and may not break a line of a log.
            path.Append(char.IsControl(c) ? '?' : c);
        }
    }

    /// <summary>The pointer of the place where a walk through a JSON text is. It begins in the caller's memory.</summary>
    public ref struct Builder(Span<char> initial)
    {
        private Span<char> _text = initial;

        /// <summary>How long the pointer is; setting it goes back out.</summary>
        public int Length { get; set; }

        public readonly ReadOnlySpan<char> Text => _text[..Length];

        public void Enter(scoped ReadOnlySpan<char> name)
        {
            Append('/');
            foreach (char c in name)
            {
                switch (c)
                {
                    case '~':
                        Append('~');
                        Append('0');
                        break;
                    case '/':
                        Append('~');
                        Append('1');
                        break;
                    case ListSeparator:
                        Append('~');
                        Append('2');
                        break;
                    default:
                        Append(c);
                        break;
                }
            }
        }

        public void Enter(int index)
        {
            Span<char> digits = stackalloc char[10];
            index.TryFormat(digits, out int count, provider: CultureInfo.InvariantCulture);
            Append('/');
            foreach (char digit in digits[..count])
            {
                Append(digit);
            }
        }

        private void Append(char c)
        {
            if (Length == _text.Length)
            {
                char[] larger = new char[_text.Length * 2];
                _text.CopyTo(larger);
                _text = larger;
            }

            _text[Length++] = c;
        }
    }
}
