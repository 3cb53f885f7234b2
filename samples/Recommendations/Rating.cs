using Microsoft.ML.Data;

namespace Recommendations;

/// <summary>A user has seen a film, and gives it stars.</summary>
internal sealed class Rating
{
    public string User { get; set; } = "";

    public string Film { get; set; } = "";

    public float Stars { get; set; }

    /// <summary>The stars by the rule alone, without chance.</summary>
    [NoColumn]
    public float Rule { get; set; }
}
