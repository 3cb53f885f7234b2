namespace MLFlux;

/// <summary>How much time a ready pipeline's fit takes, for how good a model.</summary>
public enum Quality
{
    /// <summary>A first look: a small network and few epochs.</summary>
    Quick,

    /// <summary>
    /// A packed ensemble, in about the time of boosted trees and half a minute more: the default.
    /// </summary>
    Balanced,

    /// <summary>
    /// One such network for each of several folds, and the mean of what they predict; where there is time, networks of other shapes are
    /// tried, and the best, with the next best, taken. Ten times as long as <see cref="Balanced"/> and more, within
    /// <see cref="TabularOptions.Time"/>. Over a pretrained network, of which each fold would keep a copy, one network, with a warning.
    /// </summary>
    Best,
}
