package twine.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import twine.benchmarks.report.BarChart.Bar;

final class BarChartTest {
  private static final BarChart CHART =
      new BarChart(
          "1 < 2 & 3",
          List.of(
              new Bar("C", 1, 0.9, 1.1),
              new Bar("**Twine**", 0.5, Double.NaN, Double.NaN),
              new Bar("bare `java.nio`", 2, 1.5, 2.5)));

  private static Document parsed(BarChart... charts) throws Exception {
    String svg = BarChart.svg(List.of(charts));
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  private static List<Element> all(Document svg, String name) {
    var nodes = svg.getElementsByTagName(name);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  @Test
  void thePictureIsXmlWhateverTheTitleHolds() throws Exception {
    Document svg = parsed(CHART);
    assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(all(svg, "text").getFirst().getTextContent()).isEqualTo("1 < 2 & 3");
  }

  @Test
  void labelsAreFreeOfMarkdownAndTheStressedOneIsBold() throws Exception {
    List<Element> texts = all(parsed(CHART), "text");
    assertThat(texts.stream().map(Element::getTextContent))
        .contains("C", "Twine", "bare java.nio", "0.50", "2.00");
    assertThat(
            texts.stream()
                .filter(text -> text.getTextContent().equals("Twine"))
                .map(text -> text.getAttribute("font-weight")))
        .containsExactly("bold");
  }

  @Test
  void barsAreAsLongAsTheirValues() throws Exception {
    List<Element> bars = all(parsed(CHART), "rect").subList(1, 4);
    double one = number(bars.getFirst(), "width");
    assertThat(number(bars.get(1), "width")).isCloseTo(one / 2, within(0.1));
    assertThat(number(bars.get(2), "width")).isCloseTo(one * 2, within(0.1));
  }

  @Test
  void onlyWhatHasAnIntervalHasWhiskers() throws Exception {
    // Three lines for each of two intervals, and the line at 1.
    assertThat(all(parsed(CHART), "line")).hasSize(2 * 3 + 1);
  }

  @Test
  void chartsStandInTwoColumnsAndNothingIsOutsideThePicture() throws Exception {
    Document svg = parsed(CHART, CHART, CHART);
    double width = number(svg.getDocumentElement(), "width");
    double height = number(svg.getDocumentElement(), "height");
    List<Element> groups = all(svg, "g");
    assertThat(groups).hasSize(3);
    for (Element group : groups) {
      String[] at = group.getAttribute("transform").replaceAll("[^0-9 ]", "").split(" ", -1);
      assertThat(Double.parseDouble(at[0])).isLessThan(width);
      assertThat(Double.parseDouble(at[1])).isLessThan(height);
    }
  }
}
