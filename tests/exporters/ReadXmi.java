import java.io.File;
import java.io.FileInputStream;
import java.io.InputStream;
import java.util.Base64;
import org.apache.uima.UIMAFramework;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Feature;
import org.apache.uima.cas.impl.XmiCasDeserializer;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.apache.uima.util.CasCreationUtils;
import org.apache.uima.util.XMLInputSource;

/** Prints the label, the text of its document and the words of each annotation that UIMA reads. */
public class ReadXmi {
  public static void main(String[] files) throws Exception {
    TypeSystemDescription types =
        UIMAFramework.getXMLParser().parseTypeSystemDescription(new XMLInputSource(new File(files[0])));
    for (int each = 1; each < files.length; each++) {
      CAS cas = CasCreationUtils.createCas(types, null, null);
      try (InputStream in = new FileInputStream(files[each])) {
        XmiCasDeserializer.deserialize(in, cas);
      }
      for (AnnotationFS found : cas.getAnnotationIndex()) {
        Feature label = found.getType().getFeatureByBaseName("label");
        if (label != null) {
          String words = plain(found.getCoveredText());
          System.out.println(found.getStringValue(label) + " " + plain(cas.getDocumentText()) + " " + words);
        }
      }
    }
  }

  private static String plain(String text) throws Exception {
    return Base64.getEncoder().encodeToString(text.getBytes("UTF-8"));
  }
}
