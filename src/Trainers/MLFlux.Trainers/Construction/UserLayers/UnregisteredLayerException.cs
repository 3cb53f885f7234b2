namespace MLFlux.Construction;

/// <summary>A file names a layer that the application has not registered.</summary>
internal sealed class UnregisteredLayerException(string name) : InvalidOperationException(
    $"The network has the layer '{name}', which is neither MLFlux's own nor registered in this program. Call "
    + $"ml.RegisterLayer<{name}>(settings => ...) before loading it.");
