using System.ComponentModel;
using System.Globalization;
using System.Text;

namespace Igniter.Connectors.Descriptors;

/// <summary>
/// Collects what generated validators find. Costs nothing while nothing is wrong and no nested object is entered.
/// </summary>
/// <param name="services">For custom validation attributes and <see cref="System.ComponentModel.DataAnnotations.IValidatableObject"/>; may be <see langword="null"/>.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ValidationRun(IServiceProvider? services)
{
    private const int MaximumDepth = 64;

    private List<string>? _path;
    private List<ConnectorValidationError>? _errors;

    /// <summary>For custom validation attributes; may be <see langword="null"/>.</summary>
    public readonly IServiceProvider? Services { get; } = services;

    /// <summary>What was found; <see langword="null"/> when everything is right.</summary>
    public readonly IReadOnlyList<ConnectorValidationError>? Errors => _errors;

    /// <summary>Adds an error at a member of the object that is being checked.</summary>
    /// <param name="member">The member's JSON name; empty for the object itself.</param>
    /// <param name="message">What is wrong, without the value.</param>
    public void Add(string member, string message) => (_errors ??= []).Add(new ConnectorValidationError(PathOf(member), message));

    /// <summary>Goes into a member's object.</summary>
    /// <param name="member">The member's JSON name.</param>
    /// <returns><see langword="false"/> when the objects are nested too deep, which is an error then; don't leave in that case.</returns>
    public bool Enter(string member) => Push(member);

    /// <summary>Goes into an item of a list.</summary>
    /// <param name="index">Its index.</param>
    /// <returns><see langword="false"/> when the objects are nested too deep, which is an error then; don't leave in that case.</returns>
    public bool Enter(int index) => Push(string.Create(CultureInfo.InvariantCulture, $"[{index}]"));

    /// <summary>Goes back out.</summary>
    public readonly void Leave() => _path!.RemoveAt(_path.Count - 1);

    private bool Push(string segment)
    {
        _path ??= [];
        if (_path.Count >= MaximumDepth)
        {
            Add(segment, "The value is nested too deep.");
            return false;
        }

        _path.Add(segment);
        return true;
    }

    private readonly string PathOf(string member)
    {
        if (_path is null or { Count: 0 })
        {
            return member;
        }

        StringBuilder path = new();
        foreach (string segment in _path)
        {
            Append(path, segment);
        }

        Append(path, member);
        return path.ToString();
    }

    private static void Append(StringBuilder path, string segment)
    {
        if (segment.Length == 0)
        {
            return;
        }

        if (path.Length > 0 && segment[0] != '[')
        {
            path.Append('.');
        }

        path.Append(segment);
    }
}
