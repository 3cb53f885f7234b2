using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;

namespace MLFlux.Served;

/// <summary>
/// Columns of paths become columns of images: a caller has no business with the files of the machine that serves, and sends images.
/// </summary>
internal static class UploadedImages
{
    /// <summary>The schema by which rows are given to the model.</summary>
    /// <exception cref="InvalidDataException">The model takes paths in a way that cannot be changed.</exception>
    public static DataViewSchema Schema(ITransformer model, DataViewSchema data, string path)
    {
        var images = new HashSet<string>();
        DataViewSchema before = data;
        foreach (ITransformer step in FittedSteps.Of(model))
        {
            if (step is ImageLoadingTransformer)
                throw Refused(path, "by ML.NET's LoadImages");
            if (step is ImageToVectorTransformer reader && before[reader.InputColumnName].Type is TextDataViewType)
            {
                string name = reader.InputColumnName;
                if (before.Count(column => column.Name == name) != data.Count(column => column.Name == name))
                    throw Refused(path, $"in column '{name}', which the model makes of others");
                images.Add(name);
            }

            before = step.GetOutputSchema(before);
        }

        if (images.Count == 0)
            return data;

        var schema = new DataViewSchema.Builder();
        foreach (DataViewSchema.Column column in data.Where(column => !column.IsHidden))
        {
            DataViewType type = images.Contains(column.Name) ? new VectorDataViewType(NumberDataViewType.Byte) : column.Type;
            schema.AddColumn(column.Name, type, column.Annotations);
        }

        return schema.ToSchema();
    }

    private static InvalidDataException Refused(string path, string how) => new(
        $"'{path}' reads files by their paths {how}; callers would choose files of the machine that serves. Save a model that takes "
        + "encoded images, by ml.Transforms.ImageToVector on a column of bytes.");
}
