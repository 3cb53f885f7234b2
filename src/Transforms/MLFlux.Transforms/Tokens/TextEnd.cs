namespace MLFlux;

/// <summary>An end of a text.</summary>
public enum TextEnd
{
    /// <summary>Where reading begins.</summary>
    Start,

    /// <summary>Where reading ends.</summary>
    End,
}
