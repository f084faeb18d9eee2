using System.Collections;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Igniter.Connectors.Descriptors;

/// <summary>What generated validators call.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ValidationChecks
{
    private static readonly UrlAttribute Url = new();
    private static readonly EmailAddressAttribute EmailAddress = new();
    private static readonly PhoneAttribute Phone = new();
    private static readonly CreditCardAttribute CreditCard = new();
    private static readonly Base64StringAttribute Base64 = new();

    /// <summary>Makes a validator refuse null.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="validator">Checks a value that isn't null; <see langword="null"/> when there is nothing to check.</param>
    /// <returns>The validator.</returns>
    public static Validator<T> NotNull<T>(Validator<T>? validator)
        where T : class =>
        (T value, ref ValidationRun run) =>
        {
            if (value is null)
            {
                run.Add("", "The value is required.");
            }
            else
            {
                validator?.Invoke(value, ref run);
            }
        };

    /// <summary>Whether a value is missing for <see cref="RequiredAttribute"/>: null, or a string that is empty or white space.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Whether it is missing.</returns>
    public static bool IsMissing([NotNullWhen(false)] object? value) => value is null || (value is string text && string.IsNullOrWhiteSpace(text));

    /// <summary>Whether a value lies in a range.</summary>
    /// <typeparam name="T">The type that is compared.</typeparam>
    /// <param name="value">The value. Not a number is in no range.</param>
    /// <param name="minimum">The lower bound.</param>
    /// <param name="maximum">The upper bound.</param>
    /// <param name="isMinimumExclusive">Whether the lower bound is out of range.</param>
    /// <param name="isMaximumExclusive">Whether the upper bound is out of range.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsInRange<T>(T value, T minimum, T maximum, bool isMinimumExclusive = false, bool isMaximumExclusive = false)
        where T : IComparable<T> =>
        minimum.CompareTo(value) < (isMinimumExclusive ? 0 : 1) && maximum.CompareTo(value) > (isMaximumExclusive ? 0 : -1);

    /// <summary>Counts a sequence's items.</summary>
    /// <param name="items">The sequence.</param>
    /// <returns>The number of items.</returns>
    public static int CountOf(IEnumerable items) => items is ICollection collection ? collection.Count : items.Cast<object?>().Count();

    /// <summary>Makes the expression for <see cref="RegularExpressionAttribute"/>.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="timeoutMilliseconds">After this long a text doesn't match; -1 for no limit.</param>
    /// <param name="isLinear">Whether the pattern needs no backtracking.</param>
    /// <returns>The expression.</returns>
    public static Regex CreateRegex([StringSyntax(StringSyntaxAttribute.Regex)] string pattern, int timeoutMilliseconds, bool isLinear)
    {
        TimeSpan timeout = TimeSpan.FromMilliseconds(timeoutMilliseconds);
        if (isLinear)
        {
            try
            {
                return new Regex(pattern, RegexOptions.NonBacktracking, timeout);
            }
            catch (NotSupportedException)
            {
                // Counted repetitions make an automaton that is too large. The time limit protects then.
            }
        }

        return new Regex(pattern, RegexOptions.None, timeout);
    }

    /// <summary>Whether the whole text is the expression's first match. An empty text isn't looked at; running out of time is no match.</summary>
    /// <param name="regex">The expression.</param>
    /// <param name="text">The text.</param>
    /// <returns>Whether it matches.</returns>
    public static bool Matches(Regex regex, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        try
        {
            foreach (ValueMatch match in regex.EnumerateMatches(text))
            {
                return match.Index == 0 && match.Length == text.Length;
            }
        }
        catch (RegexMatchTimeoutException)
        {
        }

        return false;
    }

    /// <summary>Whether it is an http, https or ftp URL.</summary>
    /// <param name="value">A string or a <see cref="Uri"/>.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsUrl(object value) => Url.IsValid(value);

    /// <summary>Whether it looks like an e-mail address.</summary>
    /// <param name="value">The text.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsEmailAddress(string value) => EmailAddress.IsValid(value);

    /// <summary>Whether it looks like a phone number.</summary>
    /// <param name="value">The text.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsPhone(string value) => Phone.IsValid(value);

    /// <summary>Whether it looks like a credit card number.</summary>
    /// <param name="value">The text.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsCreditCard(string value) => CreditCard.IsValid(value);

    /// <summary>Whether it is Base64.</summary>
    /// <param name="value">The text.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsBase64(string value) => Base64.IsValid(value);
}
