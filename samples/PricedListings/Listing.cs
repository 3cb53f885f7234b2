using Microsoft.ML.Data;

namespace PricedListings;

/// <summary>A house for sale: a photograph, a sentence and four numbers.</summary>
internal sealed class Listing
{
    public const int Side = 16;

    /// <summary>Gray pixels, channels × height × width.</summary>
    [VectorType(1, Side, Side)]
    public byte[] Photo { get; set; } = [];

    public string Sentence { get; set; } = "";

    public float Area { get; set; }

    public float Rooms { get; set; }

    public float Age { get; set; }

    public float Distance { get; set; }

    /// <summary>The price, in thousands.</summary>
    public float Label { get; set; }

    /// <summary>The price by the rule alone, without chance.</summary>
    [NoColumn]
    public float Rule { get; set; }
}
