namespace MLFlux.Construction;

/// <summary>Makes things of one kind from the text they print.</summary>
/// <remarks>Only what is listed can be made: a file cannot name a type.</remarks>
/// <param name="kind">What they are, with an article: <c>an activation</c>.</param>
/// <param name="makers">What makes each of them from its arguments, by its name.</param>
internal sealed class TextRegistry<T>(string kind, IReadOnlyDictionary<string, Func<CallText, T>> makers)
{
    /// <summary>Makes what the text names.</summary>
    /// <exception cref="InvalidDataException">The text is broken, the name unknown, or an argument unknown or out of range.</exception>
    public T Parse(string text)
    {
        var call = new CallText(text);
        if (!makers.TryGetValue(call.Name, out Func<CallText, T>? maker))
        {
            throw new InvalidDataException(
                $"'{call.Name}' is not {kind} of this version of MLFlux, which has "
                + $"{string.Join(", ", makers.Keys.Order(StringComparer.Ordinal))}.");
        }

        try
        {
            T made = maker(call);
            call.EnsureAllRead();
            return made;
        }
        catch (ArgumentException fault)
        {
            throw new InvalidDataException($"'{text}': {fault.Message}", fault);
        }
    }
}
