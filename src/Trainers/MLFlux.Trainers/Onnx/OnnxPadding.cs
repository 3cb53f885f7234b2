namespace MLFlux.Onnx;

/// <summary>Where a network that is being exported knows of padding: shared by all its layers' scopes.</summary>
internal sealed class OnnxPadding
{
    /// <summary>True at each step that is padding, [rows, time]: a value of the graph; empty before a layer declares padding.</summary>
    public string Mask { get; set; } = "";

    /// <summary>The dimension of an example along which padding runs where the graph stands now; null where it has none.</summary>
    public int? Axis { get; set; }
}
