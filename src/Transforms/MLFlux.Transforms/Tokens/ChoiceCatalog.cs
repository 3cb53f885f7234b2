using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLFlux.MLNet;

namespace MLFlux;

/// <summary>Takes lists of choices apart.</summary>
public static class ChoiceCatalog
{
    /// <summary>
    /// Takes texts that are lists of choices apart, such as <c>red;blue</c>: a vector of the choices, each once, without the blanks around
    /// them. Lists may stand in brackets and their choices in quotes, as programs write them: <c>['x', 'y']</c>. An empty text has none.
    /// </summary>
    /// <remarks>
    /// <code>
    /// ml.Transforms.Text.SplitChoices("Colours", separator: ';')
    ///     .Append(ml.Transforms.Categorical.OneHotEncoding("Colours", outputKind: OneHotEncodingEstimator.OutputKind.Bag))
    /// </code>
    /// gives each choice of the training rows a slot, 1 where a row has it and 0 where not.
    /// </remarks>
    /// <param name="catalog">The catalog, <c>ml.Transforms.Text</c>.</param>
    /// <param name="outputColumnName">The column to add: a <c>Vector&lt;Text&gt;</c> of any length.</param>
    /// <param name="inputColumnName">The column of text; null for the name of the output.</param>
    /// <param name="separator">What stands between choices.</param>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The separator is half a character, or a blank around choices.</exception>
    public static SplitChoicesEstimator SplitChoices(
        this TransformsCatalog.TextTransforms catalog, string outputColumnName, string? inputColumnName = null, char separator = ',')
    {
        IHostEnvironment environment = catalog.Environment();
        if (char.IsSurrogate(separator) || char.IsWhiteSpace(separator))
        {
            throw new ArgumentOutOfRangeException(
                nameof(separator), $"{nameof(separator)} is U+{(int)separator:X4}; expected a character that is no blank, such as ';'.");
        }

        return new SplitChoicesEstimator(
            new SplitChoicesTransformer(environment, outputColumnName, inputColumnName ?? outputColumnName, separator));
    }
}
